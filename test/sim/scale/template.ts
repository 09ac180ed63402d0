import type protobuf from 'protobufjs';
import type { Entry } from '../kube/entry.ts';
import { fieldText } from '../kube/fieldSelector.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import { encode } from '../protobuf/encode.ts';
import { ProtobufTemplate } from '../protobuf/protobufTemplate.ts';
import type { Encoded } from '../protobuf/wireWriter.ts';

/** What differs between the objects of one model: a name, and the text that stands in its place. */
export type Slots = Readonly<Record<string, string>>;

/**
 * The JSON of a model object, cut where generated objects differ, so that thousands of them cost no more
 * memory than what differs, and a page of them is written in a few milliseconds.
 */
export class Template {
  readonly kind: { readonly apiVersion: string; readonly kind: string };
  readonly #pieces: readonly string[];
  readonly #slots: readonly string[];
  readonly #model: KubeObject;
  readonly #models: Slots;
  #protobuf: ProtobufTemplate | undefined;

  /** `slots`: for each name the text that stands for it in the model, which must occur nowhere else. */
  constructor(model: KubeObject, slots: Slots) {
    const { apiVersion, kind, ...rest } = model;
    this.kind = { apiVersion, kind };
    this.#model = model;
    this.#models = slots;
    const names = new Map(Object.entries(slots).map(([name, text]) => [text, name]));
    const pattern = new RegExp(
      `(${[...names.keys()].map((text) => RegExp.escape(text)).join('|')})`,
    );
    const parts = JSON.stringify(rest).split(pattern);
    this.#pieces = parts.filter((_, index) => index % 2 === 0);
    this.#slots = parts.filter((_, index) => index % 2 === 1).map((text) => names.get(text) ?? '');
  }

  /** The JSON with these values in the places of the model's. */
  render(values: Slots): string {
    let json = this.#pieces[0] ?? '';
    for (const [index, slot] of this.#slots.entries()) {
      json += (values[slot] ?? '') + (this.#pieces[index + 1] ?? '');
    }
    return json;
  }

  /** The same in protobuf. */
  renderProtobuf(message: protobuf.Type, values: Slots): Encoded {
    this.#protobuf ??= new ProtobufTemplate(
      encode(message, this.#model),
      message,
      Object.entries(this.#models).map(([name, model]) => ({ name, model })),
    );
    return this.#protobuf.render(values);
  }
}

/** What is known of a generated object without making it. */
export interface Identity {
  readonly key: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The fields that selectors ask for most. */
  readonly fields: Readonly<Record<string, string>>;
}

/** An object made from a template at each need. */
export class TemplateEntry implements Entry {
  readonly key: string;
  readonly revision: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly #template: Template;
  readonly #values: Slots;
  readonly #identity: Identity;
  /** How often the object was written since it was loaded. */
  readonly #writes: number;

  constructor(template: Template, values: Slots, identity: Identity, revision: number, writes = 0) {
    this.#template = template;
    this.#values = values;
    this.#identity = identity;
    this.key = identity.key;
    this.labels = identity.labels;
    this.revision = revision;
    this.#writes = writes;
  }

  get json(): string {
    return this.#template.render(this.#slots);
  }

  protobuf(message: protobuf.Type): Encoded {
    return this.#template.renderProtobuf(message, this.#slots);
  }

  get #slots(): Slots {
    return { ...this.#values, revision: String(this.revision), writes: String(this.#writes) };
  }

  get object(): KubeObject {
    return {
      ...this.#template.kind,
      ...(JSON.parse(this.json) as Pick<KubeObject, 'metadata'>),
    };
  }

  field(path: string): string {
    return this.#identity.fields[path] ?? fieldText(this.object, path);
  }

  /** The same object after another write, with one more restart where the model has them. */
  next(revision: number): TemplateEntry {
    const writes = this.#writes + 1;
    return new TemplateEntry(this.#template, this.#values, this.#identity, revision, writes);
  }
}
