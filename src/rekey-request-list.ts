import './elements/rekey-request-list/define.js';

export { RekeyRequestList } from './elements/rekey-request-list/rekey-request-list.js';
export type { RequestColumn, RequestListView, ViewFilter } from './elements/rekey-request-list/view.js';
