import '../../caa-verifier/define.js';

export { shared } from '../shared.js';
