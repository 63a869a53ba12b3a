/** A class that says which version of the package it is from. */
export interface VersionedElement extends CustomElementConstructor {
  readonly version: string;
}

/** This copy of the package has said that it is not the one in use. */
let told = false;

/**
 * Registers an element. A second copy of the package on the page is no error: the first one stays, and one warning tells when the
 * two are of different versions. In Node, where there is no registry, it does nothing.
 */
export function defineElement(tag: string, element: VersionedElement): void {
  const registry = (globalThis as { customElements?: CustomElementRegistry }).customElements;
  if (!registry) return;
  const there = registry.get(tag) as Partial<VersionedElement> | undefined;
  if (!there) registry.define(tag, element);
  else if (!told && there.version !== element.version) {
    told = true;
    console.warn(`rekey-elements ${element.version} is not used: <${tag}> is of ${there.version ?? 'another script'}.`);
  }
}
