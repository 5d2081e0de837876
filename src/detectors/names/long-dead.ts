import { createWordHash, hashText, hashWord } from "./word-hash.ts";
import { WordTable } from "./word-table.ts";

/**
 * People whom books and models name most, who died before 1960, by the full name that hardly anybody else bears. Facts of common knowledge. Names that many have (James Cook, Benjamin Franklin, Thomas
 * Mann) are left out: patients bear them.
 */
const people = `julius caesar, marcus aurelius, genghis khan, kublai khan, marco polo, ibn battuta, mansa musa, christopher columbus, vasco da gama, ferdinand magellan, hernan cortes, horatio nelson, napoleon bonaparte,
marie antoinette, maximilien robespierre, otto von bismarck, toussaint louverture, oliver cromwell, abraham lincoln, theodore roosevelt, franklin d roosevelt, franklin delano roosevelt, adolf hitler,
benito mussolini, joseph stalin, vladimir lenin, leon trotsky, mahatma gandhi, sun yatsen, kemal ataturk, ernest shackleton, roald amundsen, robert falcon scott, harriet tubman, frederick douglass, sojourner truth, susan b anthony,
leonardo da vinci, johannes vermeer, rembrandt van rijn, claude monet, edouard manet, paul cezanne, paul gauguin, vincent van gogh, gustav klimt, edvard munch, henri matisse, frida kahlo, auguste rodin, katsushika hokusai,
henri de toulouselautrec, frank lloyd wright, antoni gaudi, johann sebastian bach, wolfgang amadeus mozart, ludwig van beethoven, franz schubert, frederic chopin, franz liszt, giuseppe verdi, johannes brahms, claude debussy,
pyotr ilyich tchaikovsky, antonio vivaldi, joseph haydn, george frideric handel, gustav mahler, robert schumann, clara schumann, felix mendelssohn, maurice ravel, george gershwin, giacomo puccini, sergei rachmaninoff,
william shakespeare, christopher marlowe, geoffrey chaucer, daniel defoe, jane austen, charlotte bronte, emily bronte, anne bronte, charles dickens, george eliot, oscar wilde, lewis carroll, robert louis stevenson,
arthur conan doyle, rudyard kipling, bram stoker, percy bysshe shelley, john keats, william wordsworth, samuel taylor coleridge, virginia woolf, george orwell, mark twain, edgar allan poe, nathaniel hawthorne,
herman melville, walt whitman, emily dickinson, edith wharton, f scott fitzgerald, miguel de cervantes, dante alighieri, johann wolfgang von goethe, friedrich schiller, franz kafka, rainer maria rilke, bertolt brecht, gustave flaubert,
emile zola, marcel proust, jules verne, alexandre dumas, honore de balzac, charles baudelaire, leo tolstoy, fyodor dostoevsky, anton chekhov, alexander pushkin, nikolai gogol, rabindranath tagore, fernando pessoa, henrik ibsen,
hans christian andersen, nicolaus copernicus, galileo galilei, johannes kepler, tycho brahe, isaac newton, gottfried wilhelm leibniz, leonhard euler, carl friedrich gauss, bernhard riemann, evariste galois, david hilbert, emmy noether,
srinivasa ramanujan, alan turing, john von neumann, george boole, blaise pascal, pierre de fermat, rene descartes, baruch spinoza, immanuel kant, friedrich nietzsche, karl marx, friedrich engels, john stuart mill,
john maynard keynes, ludwig wittgenstein, michael faraday, james clerk maxwell, max planck, albert einstein, enrico fermi, ernest rutherford, marie curie, pierre curie, nikola tesla, thomas edison, thomas alva edison,
alexander graham bell, guglielmo marconi, dmitri mendeleev, antoine lavoisier, alfred nobel, charles darwin, gregor mendel, carl linnaeus, alexander von humboldt, louis pasteur, ignaz semmelweis, florence nightingale, sigmund freud,
andreas vesalius, ambroise pare, rene laennec, rudolf virchow, wilhelm rontgen, edwin hubble, ada lovelace, charles babbage, babe ruth`;

const table = new WordTable(1024);
const hash = createWordHash();
for (const name of people.split(/,\s+/)) {
  hashText(name, hash);
  table.set(hash.h1, hash.h2, 1);
}

/** Whether the words of `[start, end)` are such a name, whole: "Ludwig van Beethoven". */
export function isLongDead(text: Uint8Array, start: number, end: number): boolean {
  hashWord(text, start, end, hash);
  return table.get(hash.h1, hash.h2) !== 0;
}
