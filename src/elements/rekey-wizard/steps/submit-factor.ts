import '../../second-factor-dialog/define.js';

export { shared } from '../shared.js';
