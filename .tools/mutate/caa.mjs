// Certification Authority Authorization: RFC 8659, 8657, 9495; TLS BR 3.2.2.8 and 3.2.2.9.
const evaluate = ['test/unit/caa/evaluate.test.ts'];
const climb = ['test/unit/caa/climb.test.ts'];
const verify = ['test/unit/caa/verify.test.ts'];
const table = ['test/unit/caa/table.test.ts'];
const wire = ['test/unit/caa/dns-wire.test.ts'];
const doh = ['test/unit/caa/doh.test.ts'];
const fix = ['test/unit/caa/fix.test.ts'];

/** @type {import('./rules.mjs').Rule[]} */
export const caa = [
  {
    id: 'caa-0.a', rule: 'What a page finds is advisory and says so in its verdict', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "plain === 'indeterminate' || options.by === 'ra' ? plain", to: "plain === 'indeterminate' || options.by !== 'ra' ? plain" },
  },
  {
    id: 'caa-0.b', rule: 'Only the RA\'s own answer opens the step of the domains where the policy asks for it', tests: ['test/unit/core/flow.test.ts'],
    breaks: { file: 'src/core/plan.ts', from: "if (!advisory && report.by !== 'ra') return 'unverified';", to: '' },
  },
  {
    id: 'caa-1.a', rule: 'Names are asked in lower case', source: 'RFC 8659 section 3', tests: [...climb, ...verify],
    breaks: { file: 'src/caa/names.ts', from: 'let name = asciiLower(text);', to: 'let name = text;' },
  },
  {
    id: 'caa-1.b', rule: 'The root dot is left out', tests: [...climb, ...verify],
    breaks: { file: 'src/caa/names.ts', from: "if (name.endsWith('.')) name = name.slice(0, -1);", to: '' },
  },
  {
    id: 'caa-1.c', rule: 'A wildcard label is stripped before asking, and remembered', tests: [...climb, ...verify],
    breaks: { file: 'src/caa/names.ts', from: 'return { name: wildcard ? `*.${domain}` : domain, kind, wildcard, domain };', to: 'return { name: domain, kind, wildcard: false, domain };' },
  },
  {
    id: 'caa-2.a', rule: 'The climb reaches the top-level domain', source: 'RFC 8659 section 3', tests: climb,
    breaks: { file: 'src/caa/names.ts', from: "return labels.map((_, at) => labels.slice(at).join('.'));", to: "return labels.slice(0, Math.max(1, labels.length - 1)).map((_, at) => labels.slice(at).join('.'));" },
  },
  {
    id: 'caa-2.b', rule: 'The root is never asked', source: 'RFC 8659 section 3', tests: climb,
    breaks: { file: 'src/caa/names.ts', from: "return labels.map((_, at) => labels.slice(at).join('.'));", to: "return [...labels, ''].map((_, at) => labels.slice(at).join('.'));" },
  },
  {
    id: 'caa-2.c', rule: 'The first set that is not empty is the relevant one', source: 'RFC 8659 section 3', tests: [...climb, ...verify],
    breaks: { file: 'src/caa/climb.ts', from: 'if (found.length > 0) {', to: "if (found.some(({ tag }) => tag !== 'iodef')) {" },
  },
  {
    id: 'caa-3.a', rule: 'An error below a found set leaves the answer open', tests: climb,
    breaks: { file: 'src/caa/climb.ts', from: "if (status !== 'ok' && status !== 'nxdomain') return { status: 'error', trail };", to: '' },
  },
  {
    id: 'caa-3.b', rule: 'A name that does not exist has an empty answer', tests: climb,
    breaks: { file: 'src/caa/climb.ts', from: "const found = status === 'ok' ? records : [];", to: 'const found = records;' },
  },
  {
    id: 'caa-3.c', rule: 'A truncated answer is an error', tests: climb,
    breaks: { file: 'src/caa/climb.ts', from: "if (status !== 'ok' && status !== 'nxdomain') return", to: "if (status !== 'ok' && status !== 'nxdomain' && status !== 'truncated') return" },
  },
  {
    id: 'caa-4.a', rule: 'An unknown property that is critical forbids', source: 'RFC 8659 section 4.1', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (critical) return { verdict: 'forbidden', reason: 'critical-unknown', record: critical };", to: '' },
  },
  {
    id: 'caa-4.b', rule: 'Tags are compared without case', source: 'RFC 8659 section 4.1', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: 'records.filter((record) => asciiLower(record.tag) === tag)', to: 'records.filter((record) => record.tag === tag)' },
  },
  {
    id: 'caa-4.c', rule: 'Flags other than the critical bit mean nothing', source: 'RFC 8659 section 4.1', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: 'const CRITICAL = 128;', to: 'const CRITICAL = 255;' },
  },
  {
    id: 'caa-4.d', rule: 'Properties that say nothing of issuing are known, and ignored', source: 'TLS BR appendix A.1', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: ", 'iodef', 'contactemail', 'contactphone']", to: ']' },
  },
  {
    id: 'caa-5.a', rule: 'For a wildcard, one issuewild puts every issue aside', source: 'RFC 8659 section 4.3', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (wild.length > 0) [property, applicable] = ['issuewild', wild];", to: '' },
  },
  {
    id: 'caa-5.b', rule: 'Other names do not read issuewild', source: 'RFC 8659 section 4.3', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (property === 'issue' && options.wildcard === true) {", to: "if (property === 'issue') {" },
  },
  {
    id: 'caa-5.c', rule: 'A malformed issuewild puts every issue aside too', source: 'RFC 8659 section 4.3', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: "const wild = withTag('issuewild');", to: "const wild = withTag('issuewild').filter(({ value }) => parseIssueValue(value) !== undefined);" },
  },
  {
    id: 'caa-6.a', rule: 'No applicable property permits', source: 'RFC 8659 section 4.2', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (applicable.length === 0) return { verdict: 'permitted', reason: 'no-applicable-property' };", to: '' },
  },
  {
    id: 'caa-6.b', rule: 'A malformed value authorises nobody', source: 'RFC 8659 section 4.2', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (head !== '' && !ISSUER.test(head)) return undefined;", to: '' },
  },
  {
    id: 'caa-6.c', rule: 'Issuer domains are compared without case', source: 'RFC 8659 section 4.2', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: 'const issuer = asciiLower(head);', to: 'const issuer = head;' },
  },
  {
    id: 'caa-6.d', rule: 'One satisfied property is enough', source: 'RFC 8659 section 4.2', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: 'for (const record of applicable) {', to: 'for (const record of applicable.slice(0, 1)) {' },
  },
  {
    id: 'caa-6.e', rule: 'White space in a value is the space and the tab alone', source: 'RFC 8659 section 4.2', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: 'text[at] === \' \' || text[at] === \'\\t\';', to: '/\\s/.test(text[at] ?? \'\');' },
  },
  {
    id: 'caa-6.f', rule: 'A parameter value is printable ASCII without spaces', source: 'RFC 8659 section 4.2', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: '/^[\\x21-\\x3a\\x3c-\\x7e]*$/', to: '/^[^;]*$/' },
  },
  {
    id: 'caa-6.g', rule: 'A parameter has an equals sign', source: 'RFC 8659 section 4.2', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: 'if (equals < 0) return undefined;', to: 'if (equals < 0) continue;' },
  },
  {
    id: 'caa-6.h', rule: 'A value that names nobody gives no permission', source: 'RFC 8659 section 4.2', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (parsed.issuer === '') return 'empty-issuer';", to: "if (parsed.issuer === '') return undefined;" },
  },
  {
    id: 'caa-6.i', rule: 'Another issuer is every one that is not exactly ours', source: 'RFC 8659 section 4.2', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (!issuers.has(parsed.issuer)) return 'other-issuer';", to: "if (![...issuers].some((issuer) => parsed.issuer.endsWith(issuer))) return 'other-issuer';" },
  },
  {
    id: 'caa-7.a', rule: 'An accounturi that stands twice cannot be satisfied', source: 'RFC 8657 section 3', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: '(moreAccounts.length > 0 || !URI.test(account)', to: '(!URI.test(account)' },
  },
  {
    id: 'caa-7.b', rule: 'An accounturi that is no URI cannot be satisfied', source: 'RFC 8657 section 3', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: '!URI.test(account) || ', to: '' },
  },
  {
    id: 'caa-7.c', rule: 'An accounturi of another account cannot be satisfied', source: 'RFC 8657 section 3', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: ' || account !== options.accountUri)', to: ')' },
  },
  {
    id: 'caa-7.d', rule: 'validationmethods are compared by their exact labels, and an empty list permits none', source: 'RFC 8657 section 4', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "!list.split(',').includes(options.method)", to: "!list.toLowerCase().split(',').includes(options.method) && list !== ''" },
  },
  {
    id: 'caa-7.e', rule: 'An unknown parameter is ignored', source: 'RFC 8659 section 4.2', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "const [account, ...moreAccounts] = valuesOf('accounturi');", to: "if (parsed.parameters.some(({ tag }) => tag !== 'accounturi' && tag !== 'validationmethods')) return 'malformed-value';\n  const [account, ...moreAccounts] = valuesOf('accounturi');" },
  },
  {
    id: 'caa-7.f', rule: 'A binding counts whatever the case of its tag', source: 'RFC 8657', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: 'parameters.push({ tag: asciiLower(tag), value: parameter });', to: 'parameters.push({ tag, value: parameter });' },
  },
  {
    id: 'caa-7.g', rule: 'A second list of methods narrows the first', source: 'RFC 8657 section 4', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: "for (const list of valuesOf('validationmethods')) {", to: "for (const list of valuesOf('validationmethods').slice(0, 1)) {" },
  },
  {
    id: 'caa-7.h', rule: 'A list of methods that breaks its grammar permits none', source: 'RFC 8657 section 4', tests: table,
    breaks: { file: 'src/caa/evaluate.ts', from: '!METHODS.test(list) || ', to: '' },
  },
  {
    id: 'caa-8.a', rule: 'A mailbox is checked with issuemail alone', source: 'RFC 9495 section 3', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "property: kind === 'email' ? 'issuemail' : 'issue',", to: "property: 'issue'," },
  },
  {
    id: 'caa-8.b', rule: 'CAA does not apply to an IP address', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "domain === undefined && !bad ? 'not-applicable' : 'indeterminate'", to: "'indeterminate'" },
  },
  {
    id: 'caa-9.a', rule: 'What stands in the DNS is shown as text, never as markup', tests: ['test/elements/caa-verifier/caa-verifier.test.ts'],
    breaks: { file: 'src/elements/caa-verifier/explain.ts', from: "'hit' : 'rest'}>${`${recordText(owner, one)}\\n`}</span>", to: "'hit' : 'rest'} .innerHTML=${`${recordText(owner, one)}\\n`}></span>" },
  },
  {
    id: 'caa-9.b', rule: 'What stands in the DNS brings nothing into a zone file that is pasted', tests: ['test/unit/caa/zone.test.ts'],
    breaks: { file: 'src/caa/text.ts', from: 'if (!/^[A-Za-z0-9]+$/.test(tag)) return formatCaaGeneric(record);', to: '' },
  },
  {
    id: 'caa-9.c', rule: 'A name in an answer cannot lead back or ahead: its pointers go to what stands before', source: 'RFC 1035 section 4.1.4', tests: wire,
    breaks: { file: 'src/caa/dns-name.ts', from: 'target >= bound || target < HEADER', to: 'target >= wire.length || target < HEADER' },
  },
  {
    id: 'caa-9.d', rule: 'A name in an answer has 255 octets at most', source: 'RFC 1035 section 2.3.4', tests: wire,
    breaks: { file: 'src/caa/dns-name.ts', from: "if (octets > MAX_NAME) throw badWire('long-name');", to: '' },
  },
  {
    id: 'caa-9.e', rule: 'A record ends inside its message', source: 'RFC 1035 section 3.2.1', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: "if (end > wire.length) throw badWire('truncated');", to: '' },
  },
  {
    id: 'caa-9.f', rule: 'A message holds what its counts say, and no more', source: 'RFC 1035 section 4.1.1', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: "if (additional.next !== wire.length) throw badWire('trailing-bytes');", to: '' },
  },
  {
    id: 'caa-9.g', rule: 'Records of another owner are no answer', source: 'RFC 8659 section 3', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: ' && record.class === IN && record.owner === name);', to: ' && record.class === IN);' },
  },
  {
    id: 'caa-9.h', rule: 'An answer is to our question', source: 'RFC 5452 section 9.1', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: 'if (name !== owner || view', to: 'if (view' },
  },
  {
    id: 'caa-9.i', rule: 'A time to live with its highest bit set is none', source: 'RFC 2181 section 8', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: 'ttl: rawTtl > MAX_TTL ? 0 : rawTtl, rawTtl,', to: 'ttl: rawTtl, rawTtl,' },
  },
  {
    id: 'caa-9.j', rule: 'The response code has its upper bits in OPT', source: 'RFC 6891 section 6.1.3', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: '(opt ? (opt.rawTtl >>> 24) << 4 : 0)', to: '0' },
  },
  {
    id: 'caa-9.k', rule: 'Aliases in a ring are a failure', source: 'RFC 1034 section 3.6.2', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: "if (step.target === owner || aliases.includes(step.target) || aliases.length >= MAX_ALIASES) throw badWire('alias-loop');", to: 'if (aliases.length >= 20) return { name, aliases, ttl };' },
  },
  {
    id: 'caa-9.l', rule: 'An alias that a DNAME does not make is refused', source: 'RFC 6672 section 3.1', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: "if (cname && rewritten && cname.target !== rewritten.target) throw badWire('aliases-differ');", to: '' },
  },
  {
    id: 'caa-9.m', rule: 'The data of a CAA record holds its tag', source: 'RFC 8659 section 4.1', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: 'if (tagEnd === start + 2 || tagEnd > end) throw', to: 'if (tagEnd > wire.length) throw' },
  },
  {
    id: 'caa-9.n', rule: 'A name in an answer brings nothing into a zone file that is pasted', tests: wire,
    breaks: { file: 'src/caa/dns-name.ts', from: 'else if (SPECIAL.includes(byte))', to: 'else if (byte === 0x2e || byte === 0x5c)' },
  },
  {
    id: 'caa-10', rule: 'A verdict holds for the time to live or eight hours, whichever is more', source: 'TLS BR 3.2.2.8', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: 'Math.max(ttl ?? 0, CAA_REUSE_SECONDS)', to: 'Math.min(ttl ?? 0, CAA_REUSE_SECONDS)' },
  },
  {
    id: 'caa-11', rule: 'Names that the CA adds by itself are checked too', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: 'const inputs = [...names, ...extraNames.map((name) => ({ name, kind: undefined, extra: true }))];', to: 'const inputs = [...names];' },
  },
  {
    id: 'caa-12.a', rule: 'Signatures are asked for: a query says DO', source: 'RFC 4035 section 3.2.1', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: '0, 0, ...sixteen(DO), 0, 0,', to: '0, 0, ...sixteen(0), 0, 0,' },
  },
  {
    id: 'caa-12.b', rule: 'After SERVFAIL an answer to a query without checking means bogus', source: 'RFC 4035 section 5.5', tests: doh,
    breaks: { file: 'src/caa/exchange.ts', from: "status: 'bogus', aliases", to: "status: 'servfail', aliases" },
  },
  {
    id: 'caa-12.c', rule: 'An answer that is bogus is never permission', tests: table,
    breaks: { file: 'src/caa/climb.ts', from: "if (status !== 'ok' && status !== 'nxdomain') return", to: "if (status !== 'ok' && status !== 'nxdomain' && status !== 'bogus') return" },
  },
  {
    id: 'caa-12.d', rule: 'A verdict is vouched for as far as the weakest answer below it', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "const WEAKEST_FIRST: readonly CaaDnssec[] = ['bogus', 'unknown', 'insecure', 'secure'];", to: "const WEAKEST_FIRST: readonly CaaDnssec[] = ['secure', 'insecure', 'unknown', 'bogus'];" },
  },
  {
    id: 'caa-12.e', rule: 'Only the AD bit makes an answer secure', source: 'RFC 4035 section 4.9.3', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: "(flags & AD) !== 0 ? 'secure'", to: "signed ? 'secure'" },
  },
  {
    id: 'caa-13.a', rule: 'Resolvers that disagree leave the answer open: from one page they are no perspectives', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "(options.by === 'ra' ? corroborated : unanimous)(findings)", to: 'corroborated(findings)' },
  },
  {
    id: 'caa-13.b', rule: 'Two to five remote perspectives tolerate one that does not corroborate, six or more two', source: 'TLS BR 3.2.2.9', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: 'remote.length < 2 ? 0 : remote.length <= 5 ? 1 : 2', to: 'remote.length < 2 ? 0 : 2' },
  },
  {
    id: 'caa-13.c', rule: 'Resolvers that find different records are said to, even where the verdict is one', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: 'findings.flatMap(contents)).size > 1', to: 'findings.map(({ verdict }) => verdict)).size > 1' },
  },
  {
    id: 'caa-14.a', rule: 'Each owner name is asked once a resolver, however many names share it', tests: verify,
    breaks: { file: 'src/caa/climb.ts', from: 'answers.set(owner, answer);', to: '' },
  },
  {
    id: 'caa-14.b', rule: 'A query over HTTPS has id 0, so that HTTP can remember the answer', source: 'RFC 8484 section 4.1', tests: wire,
    breaks: { file: 'src/caa/dns-wire.ts', from: '...[0, flags, 1, 0, 0, 1].flatMap(sixteen),', to: '...[257, flags, 1, 0, 0, 1].flatMap(sixteen),' },
  },
  {
    id: 'caa-14.c', rule: 'A query over HTTPS tells no cookie', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: "credentials: 'omit'", to: "credentials: 'include'" },
  },
  {
    id: 'caa-14.d', rule: 'A query over HTTPS does not say from which page it comes', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: "referrerPolicy: 'no-referrer'", to: "referrerPolicy: 'unsafe-url'" },
  },
  {
    id: 'caa-14.e', rule: 'A resolver that leads elsewhere is not followed', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: "redirect: 'error'", to: "redirect: 'follow'" },
  },
  {
    id: 'caa-14.f', rule: 'Names go out over https alone', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: "(url.protocol === 'http:' && own)", to: "url.protocol === 'http:'" },
  },
  {
    id: 'caa-14.g', rule: 'No more is read than a message can hold', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: 'if (length > MAX_MESSAGE) {', to: 'if (length > MAX_MESSAGE * 100) {' },
  },
  {
    id: 'caa-14.h', rule: 'What is no DNS message is not taken for one', source: 'RFC 8484 section 4.2', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: "if (type !== MEDIA_TYPE) throw new Trouble('content-type', false);", to: '' },
  },
  {
    id: 'caa-14.i', rule: 'The age of an answer is taken off its time to live', source: 'RFC 8484 section 5.1', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: 'Math.max(0, Math.floor(answer.ttl - age))', to: 'answer.ttl' },
  },
  {
    id: 'caa-14.j', rule: 'A query that found no answer is repeated once', tests: doh,
    breaks: { file: 'src/caa/doh.ts', from: 'const RETRIES = 1;', to: 'const RETRIES = 0;' },
  },
  {
    id: 'caa-14.k', rule: 'Queries that no name needs any more are called off', tests: [...climb, ...verify],
    breaks: { file: 'src/caa/climb.ts', from: 'for (const query of queries) query.abort();', to: '' },
  },
  {
    id: 'caa-15.a', rule: 'A fix stands where the records stand: at the end of an alias', source: 'RFC 2181 section 10.1', tests: fix,
    breaks: { file: 'src/caa/fix.ts', from: 'owner: end ?? owner,', to: 'owner,' },
  },
  {
    id: 'caa-15.b', rule: 'A fix is of the property that decided', source: 'RFC 8659 section 4.3', tests: fix,
    breaks: { file: 'src/caa/fix.ts', from: 'const added = (value: string): CaaRecord => ({ flags: 0, tag, value });', to: "const added = (value: string): CaaRecord => ({ flags: 0, tag: 'issue', value });" },
  },
  {
    id: 'caa-15.c', rule: 'A fix keeps what names other CAs', tests: fix,
    breaks: { file: 'src/caa/fix.ts', from: "parseIssueValue(other.value)?.issuer === ''),", to: 'true),' },
  },
  {
    id: 'caa-15.d', rule: 'A fix says which critical record blocks', source: 'RFC 8659 section 4.1', tests: fix,
    breaks: { file: 'src/caa/fix.ts', from: 'const blockedBy = records.filter(isUnknownCritical);', to: 'const blockedBy: CaaRecord[] = [];' },
  },
  {
    id: 'caa-15.e', rule: 'A fix does not widen a record that was bound to an account', source: 'RFC 8657 section 3', tests: fix,
    breaks: { file: 'src/caa/fix.ts', from: "if (has('accounturi') && accountUri === undefined) return { add: [], remove: [], needs: 'account-uri' };", to: "if (has('accounturi') && accountUri === undefined) return { add: [added(issuer)], remove: [] };" },
  },
  {
    id: 'caa-14.p', rule: 'The page asks nobody before Verify is pressed', tests: ['test/elements/caa-verifier/page.test.ts'],
    breaks: { file: 'src/elements/caa-verifier/caa-verifier.ts', from: "  protected override updated(): void {\n", to: "  protected override updated(): void {\n    if (this.mode === 'doh' && !this.own) void this.verify();\n" },
  },
  {
    id: 'caa-0.c', rule: 'What the page found beside the RA never becomes the state of a name', tests: ['test/elements/caa-verifier/page.test.ts'],
    breaks: { file: 'src/elements/caa-verifier/rows.ts', from: 'const known: RowState = report && !outdated', to: 'const known: RowState = own ? own.verdict : report && !outdated' },
  },
  {
    id: 'caa-0.d', rule: 'A finding of the page stands with a request only where the policy goes by it', tests: ['test/unit/core/flow.test.ts'],
    breaks: { file: 'src/core/flow.ts', from: "stay(s.facts.policy.caa.gate === 'advisory' ? {", to: 'stay(s.request !== undefined ? {' },
  },
  {
    id: 'caa-0.e', rule: 'A finding of the page does not outlive the CSR whose names it is about', tests: ['test/unit/core/flow.test.ts'],
    breaks: { file: 'src/core/flow.ts', from: " && before?.csr?.sha256 === request.csr?.sha256 ?", to: ' ?' },
  },
  {
    id: 'caa-10.p', rule: 'A finding of the page that is too old shuts the step again', tests: ['test/elements/rekey-wizard/advisory.test.ts'],
    breaks: { file: 'src/elements/rekey-wizard/steps/submit.ts', from: 'return left <= 0;', to: 'return false;' },
  },
  {
    id: 'caa-10.q', rule: 'Who asks again before an answer is forgotten is told', tests: ['test/elements/caa-verifier/page.test.ts'],
    breaks: { file: 'src/elements/caa-verifier/rows.ts', from: 'Date.parse(checkedAt) + ttl * 1000', to: 'Date.parse(checkedAt)' },
  },
  {
    id: 'caa-15.p', rule: 'A set of a thousand records is shown by the one that decides until all are asked for', tests: ['test/elements/caa-verifier/page.test.ts'],
    breaks: { file: 'src/elements/caa-verifier/explain.ts', from: ': isWhole ? html', to: ': set.length > 0 ? html' },
  },
];
