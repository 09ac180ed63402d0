/** The part of the extension's package.json that says where its views are. */
export interface ViewContributions {
  readonly contributes?: {
    readonly views?: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

/**
 * The commands that put the extension's first view in front, each as [name, ...arguments].
 * @throws where the extension has no view
 */
export function startupCommands(manifest: ViewContributions): readonly (readonly [string])[] {
  const view = Object.values(manifest.contributes?.views ?? {})[0]?.[0];
  if (!view) throw new Error('The extension contributes no view');
  return [[`${view.id}.focus`]];
}
