/** Words in Latin letters that a text in another script may use as they are: people meet them so, on paper and on screens. */
export const NAMES: readonly string[] = [
  // organisations, their places on the internet, and a neighbourhood
  'DUO|IND|COA|UWV|CAK|CJIB|SVB|UAF|IDW|GGD|NS|Wegwijs|VluchtelingenWerk|Nuffic|Belastingdienst|Integratiewerk|Arbeidsintegratie',
  "DigiD|MijnOverheid|Mijn Inburgering|Mijn DUO|Mijn Diploma's|Mijn toeslagen|Mijn Toeslagen|Mijn CJIB|Berichtenbox|Blik op Werk",
  'Randenbroek|WhatsApp|Telegram|YouTube|Duolingo|Google|Facebook|App Store|Play Store|JavaScript|Safari|Chrome',
  // towns where DUO holds exams
  'Amsterdam|Eindhoven|Rijswijk|Rotterdam|Utrecht|Zwolle',
  // laws and abbreviations that stand on letters and cards
  'Wet inburgering|BSN|BRP|PIP|PVT|MAP|KNM|ONA|LBT|NT2|BIG|IBAN|AOW|EU|EER|EEA|AZC|azc|amv|mvv|VOG|TWV|CV|cv|V-nummer',
  // schools, routes and levels
  'mbo Entree|mbo entree|Entree|mbo|hbo|wo|vmbo|havo|vwo|MBO|HBO|ISK|B1-route|Z-route|A1|A2|B1|B2|C1|A|B|Z',
  // things of phones and computers
  'PDF|pdf|QR|QR-code|SMS|sms|MB|app|e-mail|online',
].flatMap((line) => line.split('|'))

/** Letters that are written in a neighbouring language with the same script, and not in this one. */
export const FOREIGN_LETTERS: Readonly<Record<string, RegExp>> = {
  ar: /[پچژگکیېۍټډړږښګڼځڅےۀہ]/u,
  fa: /[كيىةېۍټډړږښګڼځڅ]/u,
  prs: /[كيىةېۍټډړږښګڼځڅ]/u,
  ps: /[كگ]/u,
  uk: /[ыэёъ]/iu,
}
