/** Object identifiers, by the name that the standards give them. */
export const OID = {
  // Public keys and signatures: RFC 3279, 4055, 5480, 5758, 8410, 9881.
  rsaEncryption: '1.2.840.113549.1.1.1',
  rsassaPss: '1.2.840.113549.1.1.10',
  mgf1: '1.2.840.113549.1.1.8',
  md5WithRsa: '1.2.840.113549.1.1.4',
  sha1WithRsa: '1.2.840.113549.1.1.5',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha384WithRsa: '1.2.840.113549.1.1.12',
  sha512WithRsa: '1.2.840.113549.1.1.13',
  ecPublicKey: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
  p384: '1.3.132.0.34',
  p521: '1.3.132.0.35',
  secp256k1: '1.3.132.0.10',
  ecdsaWithSha1: '1.2.840.10045.4.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecdsaWithSha512: '1.2.840.10045.4.3.4',
  dsa: '1.2.840.10040.4.1',
  x25519: '1.3.101.110',
  x448: '1.3.101.111',
  ed25519: '1.3.101.112',
  ed448: '1.3.101.113',
  mlDsa44: '2.16.840.1.101.3.4.3.17',
  mlDsa65: '2.16.840.1.101.3.4.3.18',
  mlDsa87: '2.16.840.1.101.3.4.3.19',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  // Requests and extensions: RFC 2985, 5280.
  extensionRequest: '1.2.840.113549.1.9.14',
  /** The older place of the same thing in requests made by Windows. */
  microsoftCertExtensions: '1.3.6.1.4.1.311.2.1.14',
  challengePassword: '1.2.840.113549.1.9.7',
  subjectAltName: '2.5.29.17',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extKeyUsage: '2.5.29.37',
  smimeCapabilities: '1.2.840.113549.1.9.15',
  // Other names: RFC 4556, 4985, 6120, 9598 and Microsoft's user principal name.
  krb5PrincipalName: '1.3.6.1.5.2.2',
  upn: '1.3.6.1.4.1.311.20.2.3',
  smtpUtf8Mailbox: '1.3.6.1.5.5.7.8.9',
  srvName: '1.3.6.1.5.5.7.8.7',
  xmppAddr: '1.3.6.1.5.5.7.8.5',
  // Encrypted private keys: RFC 8018, 3565.
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  hmacWithSha1: '1.2.840.113549.2.7',
  hmacWithSha256: '1.2.840.113549.2.9',
  hmacWithSha384: '1.2.840.113549.2.10',
  hmacWithSha512: '1.2.840.113549.2.11',
  aes128Cbc: '2.16.840.1.101.3.4.1.2',
  aes192Cbc: '2.16.840.1.101.3.4.1.22',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  // Containers: RFC 7292, 5652, 2985.
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  encryptedData: '1.2.840.113549.1.7.6',
  pkcs8ShroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;

/**
 * Attribute types of names, by the descriptors of RFC 4514 section 3 first, then of RFC 4519, 4524, 2985 and 3739, X.520, ETSI EN
 * 319 412-1 (organizationIdentifier), the CA/Browser Forum's EV and S/MIME documents (jurisdiction) and TCG's platform certificates.
 */
export const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN', '2.5.4.7': 'L', '2.5.4.8': 'ST', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.6': 'C', '2.5.4.9': 'STREET',
  '0.9.2342.19200300.100.1.25': 'DC', '0.9.2342.19200300.100.1.1': 'UID',
  '2.5.4.4': 'SN', '2.5.4.5': 'serialNumber', '2.5.4.12': 'title', '2.5.4.13': 'description', '2.5.4.14': 'searchGuide',
  '2.5.4.15': 'businessCategory', '2.5.4.16': 'postalAddress', '2.5.4.17': 'postalCode', '2.5.4.18': 'postOfficeBox',
  '2.5.4.19': 'physicalDeliveryOfficeName', '2.5.4.20': 'telephoneNumber', '2.5.4.21': 'telexNumber', '2.5.4.22': 'teletexTerminalIdentifier',
  '2.5.4.23': 'facsimileTelephoneNumber', '2.5.4.24': 'x121Address', '2.5.4.25': 'internationalISDNNumber', '2.5.4.26': 'registeredAddress',
  '2.5.4.27': 'destinationIndicator', '2.5.4.28': 'preferredDeliveryMethod', '2.5.4.31': 'member', '2.5.4.32': 'owner',
  '2.5.4.33': 'roleOccupant', '2.5.4.34': 'seeAlso', '2.5.4.35': 'userPassword', '2.5.4.41': 'name', '2.5.4.42': 'givenName',
  '2.5.4.43': 'initials', '2.5.4.44': 'generationQualifier', '2.5.4.45': 'x500UniqueIdentifier', '2.5.4.46': 'dnQualifier',
  '2.5.4.47': 'enhancedSearchGuide', '2.5.4.49': 'distinguishedName', '2.5.4.50': 'uniqueMember', '2.5.4.51': 'houseIdentifier',
  '2.5.4.54': 'dmdName', '2.5.4.65': 'pseudonym', '2.5.4.72': 'role', '2.5.4.97': 'organizationIdentifier', '2.5.4.98': 'c3', '2.5.4.99': 'n3',
  '0.9.2342.19200300.100.1.3': 'mail', '0.9.2342.19200300.100.1.9': 'host', '0.9.2342.19200300.100.1.41': 'mobile',
  '1.2.840.113549.1.9.1': 'emailAddress', '1.2.840.113549.1.9.2': 'unstructuredName', '1.2.840.113549.1.9.8': 'unstructuredAddress',
  '1.3.6.1.5.5.7.9.1': 'dateOfBirth', '1.3.6.1.5.5.7.9.2': 'placeOfBirth', '1.3.6.1.5.5.7.9.3': 'gender',
  '1.3.6.1.5.5.7.9.4': 'countryOfCitizenship', '1.3.6.1.5.5.7.9.5': 'countryOfResidence',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL', '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST', '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
  '2.23.133.2.1': 'tpmManufacturer', '2.23.133.2.2': 'tpmModel', '2.23.133.2.3': 'tpmVersion',
};

/** Other names by their types (RFC 4043, 4108, 4985, 6120, 7585, 9598; Microsoft), and the string type that each has, if it is a string. */
export const OTHER_NAMES: Readonly<Record<string, { readonly label: string; readonly string?: string }>> = {
  [OID.upn]: { label: 'UPN', string: 'UTF8' }, [OID.smtpUtf8Mailbox]: { label: 'SmtpUTF8Mailbox', string: 'UTF8' },
  [OID.srvName]: { label: 'SRVName', string: 'IA5' }, [OID.xmppAddr]: { label: 'XmppAddr', string: 'UTF8' },
  [OID.krb5PrincipalName]: { label: 'KRB5PrincipalName' }, '1.3.6.1.5.5.7.8.3': { label: 'permanentIdentifier' },
  '1.3.6.1.5.5.7.8.4': { label: 'hardwareModuleName' }, '1.3.6.1.5.5.7.8.8': { label: 'NAIRealm', string: 'UTF8' },
  '1.3.6.1.4.1.311.25.1': { label: 'ntdsReplication' },
};

/** Extensions that requests ask for (RFC 5280, 7633, 8551; Netscape, Microsoft), by the name of the standards. */
export const EXTENSION_NAMES: Readonly<Record<string, string>> = {
  '2.5.29.14': 'subjectKeyIdentifier', '2.5.29.15': 'keyUsage', '2.5.29.17': 'subjectAltName', '2.5.29.18': 'issuerAltName',
  '2.5.29.19': 'basicConstraints', '2.5.29.30': 'nameConstraints', '2.5.29.31': 'cRLDistributionPoints', '2.5.29.32': 'certificatePolicies',
  '2.5.29.35': 'authorityKeyIdentifier', '2.5.29.36': 'policyConstraints', '2.5.29.37': 'extKeyUsage', '2.5.29.9': 'subjectDirectoryAttributes',
  '1.3.6.1.5.5.7.1.1': 'authorityInfoAccess', '1.3.6.1.5.5.7.1.3': 'qcStatements', '1.3.6.1.5.5.7.1.24': 'tlsFeature',
  '1.2.840.113549.1.9.15': 'sMIMECapabilities', '2.16.840.1.113730.1.1': 'netscapeCertType', '2.16.840.1.113730.1.13': 'netscapeComment',
  '1.3.6.1.4.1.311.20.2': 'enrollCertType', '1.3.6.1.4.1.311.21.7': 'certificateTemplate', '1.3.6.1.4.1.311.21.10': 'applicationPolicies',
};
