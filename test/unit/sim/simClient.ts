import { KubeConfig } from '@kubernetes/client-node';
import { Agent, fetch, type Response } from 'undici';
import type { Sim } from '../../sim/sim.ts';

/** A client of a simulation as one of its users. */
export class SimClient {
  readonly #sim: Sim;
  readonly #user: string;
  readonly #dispatcher: Agent;

  constructor(sim: Sim, user = 'sim-admin') {
    this.#sim = sim;
    this.#user = user;
    this.#dispatcher = new Agent({ connect: { ca: sim.ca } });
  }

  open(
    path: string,
    signal?: AbortSignal,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(this.#sim.url + path, {
      dispatcher: this.#dispatcher,
      headers: { Authorization: `Bearer ${this.#user}`, ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  async get(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Answer }> {
    const response = await this.open(path, undefined, headers);
    return { status: response.status, body: (await response.json()) as Answer };
  }

  async send(
    method: string,
    path: string,
    body: unknown,
  ): Promise<{ status: number; body: Answer }> {
    const response = await fetch(this.#sim.url + path, {
      method,
      dispatcher: this.#dispatcher,
      headers: { Authorization: `Bearer ${this.#user}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  }

  close(): Promise<void> {
    return this.#dispatcher.destroy();
  }
}

export interface Answer {
  readonly kind?: string;
  readonly message?: string;
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly items?: readonly Item[];
  readonly status?: unknown;
}

export interface Item {
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The kubeconfig of a simulation, with one of its contexts chosen. */
export function simConfig(sim: Sim, user = 'sim-admin'): KubeConfig {
  const config = new KubeConfig();
  config.loadFromFile(sim.kubeconfig);
  config.setCurrentContext(sim.contextOf(user));
  return config;
}
