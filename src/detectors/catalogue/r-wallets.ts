import { isBase58Address, isSegwitAddress } from "../checks/wallet-address.ts";
import type { Detector } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(R): a wallet's address is a number of one owner. */
const source = "45 CFR 164.514(b)(2)(i)(R); BIP 173, BIP 350, Base58Check, EIP-55";

export const wallets: readonly Detector[] = [
  {
    id: "wallet_bitcoin",
    type: "OTHER",
    title: "Bitcoin address with its checksum",
    evidence: "checksum",
    source,
    pattern: "\\b([13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{11,71})\\b",
    cue: "secret",
    check: (value, { before, after }) =>
      (isBase58Address(value) || isSegwitAddress(value)) && !/[-_/+]$/.test(before) && !/^[-_/+=]/.test(after),
    hits: [
      ["send to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 today", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"],
      ["btc 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy.", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"],
      ["wallet bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"],
    ],
    misses: [
      ["1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", "the checksum is wrong"],
      ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx", "the checksum is wrong"],
      ["11111111111111111111111111", "no checksum"],
    ],
  },
  {
    id: "wallet_ethereum",
    type: "OTHER",
    title: "Ethereum address behind a word for it",
    evidence: "label",
    source,
    pattern: "(?i:wallet|ethereum|\\beth|erc-?20|crypto)[^\\n\\x00]{0,24}[ :=\"'(](0x[0-9A-Fa-f]{40})\\b",
    cue: "secret",
    hits: [
      ["eth wallet 0x52908400098527886E0F7030069857D2E4169EE7 of", "0x52908400098527886E0F7030069857D2E4169EE7"],
      ["wallet: 0xde709f2102306220921060314715629080e2fb77", "0xde709f2102306220921060314715629080e2fb77"],
      ["crypto address=0xde709f2102306220921060314715629080e2fb77", "0xde709f2102306220921060314715629080e2fb77"],
    ],
    misses: [
      ["at 0x7f1c4482199a", "a pointer"],
      ["hash 0xde709f2102306220921060314715629080e2fb77", "no such word"],
      ["wallet 0xde709f2102306220921060314715629080e2fb7", "too short"],
    ],
  },
];
