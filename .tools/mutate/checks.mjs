// The checks as people read them: nothing that failed is hidden, each says its rule, and the old key stands beside the new one.
const words = ['test/elements/ui/checks.test.ts'];
const step = ['test/elements/rekey-wizard/key-checks.test.ts'];

/** @type {import('./rules.mjs').Rule[]} */
export const checkRules = [
  { id: 'checks-1.a', rule: 'Of several rules of one check the worst is its verdict', tests: words,
    breaks: { file: 'src/ui/checks.ts', from: 'group.sort(byOutcome)', to: 'group' } },
  { id: 'checks-1.b', rule: 'What did not pass is never folded away', tests: words,
    breaks: { file: 'src/ui/checks.ts', from: "outcome !== 'pass' || main.includes(id)", to: 'main.includes(id)' } },
  { id: 'checks-1.c', rule: 'A check is counted once, however many rules it has', tests: words,
    breaks: { file: 'src/ui/checks.ts', from: 'outcomeSummary(outcomesOf(checks), t)', to: 'outcomeSummary(checks.map(({ outcome }) => outcome), t)' } },
  { id: 'checks-1.d', rule: 'Every failed rule says what is wrong and what to do', tests: words,
    breaks: { file: 'src/ui/checks.ts', from: 'why: [...new Set(bad.map(', to: 'why: [...new Set(bad.slice(0, 1).map(' } },
  { id: 'checks-1.e', rule: 'A button says whether its rule is shown', source: 'WCAG 2.2, 4.1.2', tests: words,
    breaks: { file: 'src/ui/checks.ts', from: "button.setAttribute('aria-expanded', String(!panel.hidden));", to: '' } },
  { id: 'checks-1.f', rule: 'A source leads to addresses that are known, and to no other', tests: words,
    breaks: { file: 'src/ui/rule-links.ts', from: 'return { text };', to: 'return { text, href: text };' } },
  { id: 'checks-1.g', rule: 'A page that is opened has no way back into this one', tests: ['test/elements/rekey-wizard/key.test.ts'],
    breaks: { file: 'src/ui/checks.ts', from: 'rel="noopener noreferrer"', to: '' } },
  { id: 'checks-1.h', rule: 'The sum is heard when the results come', tests: step,
    breaks: { file: 'src/elements/rekey-wizard/steps/key-upload.ts', from: "if (report?.kind === 'csr') queueMicrotask(", to: 'if (Number.isNaN(0)) queueMicrotask(' } },
  { id: 'checks-2.a', rule: 'A weak old key is said to be a reason', tests: words,
    breaks: { file: 'src/ui/key-compare.ts', from: 'if (broken.length === 0) return nothing;', to: 'return nothing;' } },
  { id: 'checks-2.b', rule: 'A strength that nobody has told is not known', tests: words,
    breaks: { file: 'src/ui/key-compare.ts', from: "return found.length === 0 ? 'unknown' :", to: "return found.length === 0 ? 'pass' :" } },
  { id: 'checks-2.c', rule: 'One key is not called another', tests: words,
    breaks: { file: 'src/ui/key-compare.ts', from: 'const isSame = old.spkiSha256 === fresh.spkiSha256;', to: 'const isSame = Number.isNaN(0);' } },
  { id: 'checks-2.d', rule: 'The old key is read from the certificate itself', tests: step,
    breaks: { file: 'src/elements/rekey-wizard/steps/key-results.ts', from: 'checks: old?.keyChecks }', to: 'checks: undefined }' } },
  { id: 'checks-3.a', rule: 'A long value of the subject is not cut', tests: step,
    breaks: { file: 'src/elements/rekey-wizard/steps/names-styles.ts', from: 'content: attr(data-text) " ";', to: 'content: " ";' } },
];
