// Certification Authority Authorization: RFC 8659, 8657, 9495; TLS BR 3.2.2.8 and 3.2.2.9.
const evaluate = ['test/unit/caa/evaluate.test.ts'];
const climb = ['test/unit/caa/climb.test.ts'];
const verify = ['test/unit/caa/verify.test.ts'];

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
    id: 'caa-5.a', rule: 'For a wildcard, one issuewild puts every issue aside', source: 'RFC 8659 section 4.3', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (wild.length > 0) [property, applicable] = ['issuewild', wild];", to: '' },
  },
  {
    id: 'caa-5.b', rule: 'Other names do not read issuewild', source: 'RFC 8659 section 4.3', tests: evaluate,
    breaks: { file: 'src/caa/evaluate.ts', from: "if (property === 'issue' && options.wildcard === true) {", to: "if (property === 'issue') {" },
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
    id: 'caa-8.a', rule: 'A mailbox is checked with issuemail alone', source: 'RFC 9495 section 3', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "property: kind === 'email' ? 'issuemail' : 'issue',", to: "property: 'issue'," },
  },
  {
    id: 'caa-8.b', rule: 'CAA does not apply to an IP address', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "domain === undefined && !bad ? 'not-applicable' : 'indeterminate'", to: "'indeterminate'" },
  },
  {
    id: 'caa-9.a', rule: 'What stands in the DNS is shown as text, never as markup', tests: ['test/elements/caa-verifier/caa-verifier.test.ts'],
    breaks: { file: 'src/elements/caa-verifier/templates.ts', from: "'hit' : 'rest'}>${`${recordText(owner, one)}\\n`}</span>", to: "'hit' : 'rest'} .innerHTML=${`${recordText(owner, one)}\\n`}></span>" },
  },
  {
    id: 'caa-9.b', rule: 'What stands in the DNS brings nothing into a zone file that is pasted', tests: ['test/unit/caa/zone.test.ts'],
    breaks: { file: 'src/caa/text.ts', from: 'if (!/^[A-Za-z0-9]+$/.test(tag)) return formatCaaGeneric(record);', to: '' },
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
    id: 'caa-13.a', rule: 'Resolvers that disagree leave the answer open: from one page they are no perspectives', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: "(options.by === 'ra' ? corroborated : unanimous)(findings)", to: 'corroborated(findings)' },
  },
  {
    id: 'caa-13.b', rule: 'Two to five remote perspectives tolerate one that does not corroborate, six or more two', source: 'TLS BR 3.2.2.9', tests: verify,
    breaks: { file: 'src/caa/verify.ts', from: 'remote.length < 2 ? 0 : remote.length <= 5 ? 1 : 2', to: 'remote.length < 2 ? 0 : 2' },
  },
  {
    id: 'caa-14', rule: 'Each owner name is asked once a resolver, however many names share it', tests: verify,
    breaks: { file: 'src/caa/climb.ts', from: 'answers.set(owner, answer);', to: '' },
  },
];
