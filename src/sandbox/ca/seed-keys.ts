/**
 * Public keys (DER SubjectPublicKeyInfo, base64) of the certificates that the sandbox starts with. They are real keys; their
 * private halves were never kept, and a rekey has no use for them. Shipping them spares a page seconds of RSA key generation.
 */
export const SEED_KEYS = {
  shop:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAun61y/Ix+Sl+6KeXW7S9bhKw75gObSWaIy1U4M9Qw3uLmw621z+qEXWh76Kgug32vgoGtBxqiXIY'
    + 'OdfHWK2N2+yu1rKlAC6pY1iYs5A3jBXsvvoXTRcuda+2xMoaYIGtFq+ChPQ3kZK7Yk9FNKDWLe8QdoIr8XbrYQ0UfroWQEnP5JWRY83Al1uDp56R1mfOIl5l'
    + 'DF3Eakm8YgzYiiCw6K4nYwt1bGx78K/B4H2XHEEFGTzAY5OhGHZ8RyKquMrUocbMX9w78511132v9Tv9iKKvOKnjpu+u7EvXMcx1AG6HpK92iZ+07iam5UY/'
    + 'N2j1bG1B8RJrMtLRzwWjRBfF0QIDAQAB',
  old:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuLBvyjkS4n4J3UMQpu4CIcLCA/5AGWVOdtd3QTKOuloMB+TUbTFEINcphdtVWn7Xjqpe37hE1wWt'
    + 'ATg0CyKDMGRB5q8wtCFHo5GQNA5RCENAYqZOIJyTHzK8DB30CnQeBAQP7aJdgOn6apTlPsBZk898LEDQrNs5zk7r9Ccvgg455dcpA5wCmvpI40vw64WuQUko'
    + 'GERp/TbrirG/zKf+4y7MiNkvT381Eg6i/qYkh+XOGWg1kT1aJgk3OVG4NuOqbm/zShZu5e9X6knYwsMGOs/eaobmSHy0xgiKzLVhHU4T47nx7FLKDAL6GN8s'
    + 'VD57/zqqXp6Z8Cjo3R4Tr7Z6JQIDAQAB',
  names:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzwxCmrFqWuzgGQOOf+enGc1CKqXzqsslzfsCpI5uD4+Yjwo/Ww2Kz9yYoNguisSF2SYUkNzu02kT'
    + 'wJoKDRkQI1uxgHWrhPhiuLTkYywPtU0jW2KFJmF1cv7EENFESY/M1RCsWaiTotIF35/VgNlpi0NNNYSFAuFhvHMf5o91NqHv0JulaYQMnramBr71vm9WaoHX'
    + 'f94DSnUvVVouLNu0IyRh4jvhUoVrpND16vMjqd95JFfhD/EHtkVX+43XLzXNtzrkDT0eg86JXboLaNRRwypB4+Sq5aGyMWXBHBHRsTM2yXrCLAEYIg9RbTGE'
    + 'oaa+f2ZeCTjIg583yfp88XwuHQIDAQAB',
  mail:
    'MIIBojANBgkqhkiG9w0BAQEFAAOCAY8AMIIBigKCAYEA+HtP6cEcyoiMKfzL1Ytfgss1BM+mxI/lUzfRqtK8DcR90s0IBY66emz2BaNGrhYM/f1MvoXogFrA'
    + 'MVaxfLQkjRfIi+2Z686Sa9WK0nBbbDt6PCLmBrs179aGDDsFmJsssxXjGWe567hTIK6nzJEA4V4w/u37L1DVWULbhQmekr7GiWxAghIi9R71a2F37d9T2zue'
    + 'mXglvH8Q2TLuF4g7RRd8CWlzDRlRsX8UAooJ7Wk3VPhhOKnxeHhfZvbv/4RgXoQuAw+/Vnt2xEKW+Srg35JdwYGoB7Cta+TyuZtpBh8nKQJlUzEnCE1jz+YX'
    + 'lH2FPEvt8Vf/pkLIgv3eAllShPsBpq0kt/hFOnaFMFhQCD7Gjrm1sW0rkHTU/Dg9rBbyACpTs1GMRIp9s4E92p45/cHz8PoGT2YP1xqeTb7/SfEQE5TL8bUQ'
    + 'fXTwSB6wWCUuVZRVyyUCggDbH3en+5tH50aal3AN9zLBp46Pmn2HjRd/kU+58i6hroGNIL5Bg5eDAgMBAAE=',
  vpn:
    'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE0jOS/qF6pwKyqCTOfMT5Xfy3C+mPTuTLf7IttC8yT7YAvp43tZTpHlT1vzYE+hXxKyR+I840R/g+28GhDa1nQLfK'
    + 'zcSUCg4NNfck5HDg9jNReMymVBqaxjii6mBFcAuq',
  ci:
    'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEDSHJTzsSlqPivGNMZVcxWXkC/p3sNH9cADBjO5wBO1qydsnrxPpEyuMre+7sf2P3Hkor+n92sSnaVLlcizLs/4nh'
    + 's5jbCgKEu9ilL9fMQhNi8KcdsHyhx2HwtfbUHALw',
  app:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExUL8i6KN5uJpgEpcFyKP5Ssi2qzMlnZh1e9U+S22CeDPQdDGk2oiNVHbjWyDySCi8n9u2Ccr8MA3+5rQ5kAf'
    + 'WQ==',
  museum:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEByCRAY570ZXm39xg9umu8HRiunzleX5V2POsJS3aOYfYFH0Ouqj/ruy+TDuGfusyP8JI4uNNmxknOXSkR05o'
    + 'lg==',
  support:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEBAJMZDwmR7pZ7FpPzra4m/QT913Hmc4C8NWshtly/TT9RCsPSjO3o6ABVNtVseXBzcnNEKAxDBLjh94Uguk1'
    + '+A==',
  edge:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZOOit2m6CxNjVWRcbmONlheR+OTtCBODzYtFBJzeS9slBE8AIfPlLo6c1h4o4aYI8Umej4ja3x0jml0y4qCX'
    + 'nA==',
  card:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqNYbGtoNGYW+wqcrEsYZP2n8d5LIEXq/eaOxG0rl4i8OXlV72lZDAkWD2+2z5612+i9C1OgnWigO5jnkA5r6'
    + '6A==',
  blocked:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEpjGlShhauu/CAmnWxAhnhScK3JD0hN3LEa9uFj9hiZvJ+tU0rBaKbisfSScudTJaFKuBNCQ9t/9KaFaWjKNT'
    + '3A==',
  flaky:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENPYa506ntSGAq/eGlKEyVBfhEiTIYX7ZMGT93LB3IB62eWojKgn+ABV1yFaOJNyLCxgFw3Sk8S6wVpjj82Bx'
    + 'uA==',
  archive:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvF5vA7wY9w/2mLOpF/feuidBuuinlpbQfuP1+SACzQNhK7a7EbE/L4ptGIHHnEBiIQz+5ZIBWOAfA2U4RYIS'
    + 'Cw==',
} as const;
