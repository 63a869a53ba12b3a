/** Registers the elements of the package. */
import './elements/rekey-wizard/define.js';
import './elements/caa-verifier/define.js';
import './elements/second-factor-dialog/define.js';
import './elements/rekey-request-list/define.js';
