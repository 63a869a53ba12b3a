// Subject, alternative names and public key out of a certificate, each as DER. Each library goes its own best way: @peculiar/x509, pkijs
// and jsrsasign by their certificate, which keeps what it read; node-forge by its ASN.1 reader, for its certificate knows no EC key, and
// encodes names anew.
import type * as X509 from '@peculiar/x509';
import jsrsasign from 'jsrsasign';
import forge from 'node-forge';
import * as pkijs from 'pkijs';
import { generateKey } from '../../src/crypto.js';
import { toHex } from '../../src/crypto/bytes.js';
import { carriedFrom } from '../../src/crypto/splice.js';
import { certificateFor, loadX509 } from './certificates.js';
import { compare, type Bench } from './harness.js';

type Parts = readonly (ArrayBuffer | Uint8Array | string | undefined)[];

const shown = (parts: Parts): string => parts.map((part) => (typeof part === 'string' ? part : toHex(new Uint8Array(part ?? [])))).join(' ');

const subjectAltName = '2.5.29.17';

function withOurs(certificate: ArrayBuffer): Parts {
  const { subject, san, spki } = carriedFrom(new Uint8Array(certificate));
  return [subject, san, spki];
}

function withPeculiar(x509: typeof X509, certificate: ArrayBuffer): Parts {
  const read = new x509.X509Certificate(certificate);
  return [read.subjectName.toArrayBuffer(), read.getExtension(subjectAltName)?.value, read.publicKey.rawData];
}

function withPkijs(certificate: ArrayBuffer): Parts {
  const { subject, subjectPublicKeyInfo, extensions } = pkijs.Certificate.fromBER(certificate);
  const names = extensions?.find(({ extnID }) => extnID === subjectAltName);
  return [subject.valueBeforeDecode, names?.extnValue.valueBlock.valueHexView, subjectPublicKeyInfo.toSchema().toBER()];
}

function withForge(certificate: ArrayBuffer): Parts {
  const { asn1, util } = forge;
  const children = (of: forge.asn1.Asn1 | undefined): forge.asn1.Asn1[] => (Array.isArray(of?.value) ? of.value : []);
  const bytes = (of: forge.asn1.Asn1 | undefined): Uint8Array | undefined => of && util.binary.raw.decode(asn1.toDer(of).getBytes());
  const tbs = children(children(asn1.fromDer(util.createBuffer(certificate)))[0]);
  const [subject, spki, extensions] = [tbs[5], tbs[6], children(tbs[7])[0]];
  const type = asn1.oidToDer(subjectAltName).getBytes();
  const names = children(children(extensions).find((extension) => children(extension)[0]?.value === type)).at(-1);
  // It reads what an OCTET STRING holds when that looks like ASN.1.
  return [bytes(subject), typeof names?.value === 'string' ? util.binary.raw.decode(names.value) : bytes(names?.value[0]), bytes(spki)];
}

/** Hex in, hex out, as it reads and gives all DER: what bytes would take to become hex and bytes again is not counted. */
function withJsrsasign(certificate: string): readonly string[] {
  const read = new jsrsasign.X509();
  read.readCertHex(certificate);
  const names = read.getExtInfo(subjectAltName);
  return [read.getSubjectHex(), names ? jsrsasign.ASN1HEX.getTLV(read.hex, names.vidx) : '', read.getSPKI()];
}

const ours = 'rekey-elements, slices';

export const benches: readonly Bench[] = [
  {
    title: 'Subject, alternative names and public key out of a certificate, as DER',
    run: async () => {
      const x509 = await loadX509();
      const certificates: { der: ArrayBuffer; hex: string }[] = [];
      for (let host = 0; host < 16; host += 1) {
        const { der } = await certificateFor(await generateKey('ec-p256'), [`${String(host)}.example.com`, 'www.example.com', 'example.com']);
        certificates.push({ der, hex: toHex(new Uint8Array(der)) });
      }
      const of = (turn: number): { der: ArrayBuffer; hex: string } => certificates[turn % certificates.length] ?? { der: new ArrayBuffer(0), hex: '' };
      const readers: Readonly<Record<string, (certificate: { der: ArrayBuffer; hex: string }) => Parts>> = {
        [ours]: ({ der }) => withOurs(der),
        '@peculiar/x509': ({ der }) => withPeculiar(x509, der),
        pkijs: ({ der }) => withPkijs(der),
        'node-forge': ({ der }) => withForge(der),
        jsrsasign: ({ hex }) => withJsrsasign(hex),
      };
      const first = of(0);
      const expected = shown(withOurs(first.der));
      for (const [name, read] of Object.entries(readers)) if (shown(read(first)) !== expected) throw new Error(`${name} does not give the same bytes.`);
      const libraries = Object.keys(readers).filter((name) => name !== ours);
      return compare(
        Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, (turn: number) => read(of(turn))])),
        { rounds: 40, lasting: 5, bounds: libraries.map((than) => ({ of: ours, than, speed: 20 })) },
      );
    },
  },
];
