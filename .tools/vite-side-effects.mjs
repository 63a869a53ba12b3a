// "sideEffects" in package.json speaks of what is published, and so names files of dist/. A page that is built from the
// sources is told here what they say there; otherwise its bundle silently leaves out the registration of the elements.

const own = /\/(?:demo|stories|\.storybook)\/(?:[^/]+\/)*[^/]+\.ts$/;
const registering = /\/src\/(?:define|rekey-wizard|rekey-request-list|caa-verifier|second-factor-dialog|elements\/[^/]+\/define)\.ts$/;

/** @returns {import('vite').Plugin} */
export const sideEffectsOfSources = () => ({
  name: 'side-effects-of-sources',
  enforce: 'post',
  transform: {
    filter: { id: [own, registering] },
    handler: (code) => ({ code, map: null, moduleSideEffects: true }),
  },
});
