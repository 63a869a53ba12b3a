// Input that is made to harm: it costs no more than its length, and ends in an answer or in a typed error.
const hostile = ['test/unit/crypto/hostile.test.ts'];

/** @type {import('./rules.mjs').Rule[]} */
export const hostileRules = [
  { id: 'hostile-1.a', rule: 'A certificate above a mebibyte is refused before it is read', tests: hostile,
    breaks: { file: 'src/crypto/pem.ts', from: "if (input.length > MAX_OBJECT_BYTES) throw", to: 'if (Number.isNaN(input.length)) throw' } },
  { id: 'hostile-1.b', rule: 'As many names are kept as a certificate has, more than a call has arguments', tests: hostile,
    breaks: { file: 'src/crypto/san-edit.ts', from: 'sequence(concat([...kept, ...fresh]))', to: 'sequence(...[...kept, ...fresh])' } },
  { id: 'hostile-1.c', rule: 'Each PEM block ends at the first end of its label after its beginning', tests: hostile,
    breaks: { file: 'src/crypto/pem.ts', from: 'while ((ends.at[ends.next] ?? from) < from) ends.next++;', to: 'ends.next = 0;' } },
  { id: 'hostile-1.d', rule: 'An object identifier has at most 256 octets', tests: hostile,
    breaks: { file: 'src/crypto/der.ts', from: ' || content.length > 256) throw', to: ') throw' } },
  { id: 'hostile-1.e', rule: 'There is no arithmetic on an RSA modulus of more than 16,384 bits', tests: hostile,
    breaks: { file: 'src/crypto/key-strength.ts', from: 'if (bits > MAX_RSA_BITS || bits < 16) return', to: 'if (bits < 16) return' } },
  { id: 'hostile-2.a', rule: 'The SAN is found however the length of its identifier is written', source: 'X.690 section 8.1.3', tests: hostile,
    breaks: { file: 'src/crypto/splice.ts', from: 'if (this.at - this.content !== content.length) return false;', to: 'if (this.at - this.start !== content.length + 2) return false;' } },
  { id: 'hostile-2.b', rule: 'No signature is verified by an RSA key whose numbers would occupy an engine for hours', tests: hostile,
    breaks: { file: 'src/crypto/signature.ts', from: '  assertVerifiable(info);\n', to: '' } },
];
