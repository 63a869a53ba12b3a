/** A class that says which version of the package it is from. */
export interface VersionedElement extends CustomElementConstructor {
  readonly version: string;
}

/**
 * Registers an element. A second copy of the package on the page is no error: the first one stays, and a warning tells when the
 * two are of different versions. In Node, where there is no registry, it does nothing.
 */
export function defineElement(tag: string, element: VersionedElement): void {
  const registry = (globalThis as { customElements?: CustomElementRegistry }).customElements;
  if (!registry) return;
  const there = registry.get(tag) as Partial<VersionedElement> | undefined;
  if (!there) registry.define(tag, element);
  else if (there !== element && there.version !== element.version) {
    console.warn(`<${tag}> is already defined by version ${there.version ?? 'unknown'}; version ${element.version} is not used.`);
  }
}
