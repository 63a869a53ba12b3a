import './elements/caa-verifier/define.js';

export { CaaVerifier } from './elements/caa-verifier/caa-verifier.js';
