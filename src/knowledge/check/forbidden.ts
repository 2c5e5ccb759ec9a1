/** Words that no text uses, per language: they press, blame, or promise nothing that somebody can plan by. */
import type { Language } from '../../domain/codes.ts'

type Forbidden = { words: RegExp; why: string }

const SOON = 'says no day: name the date or the term'
const BLAME = 'blames the person'
const FAMILIAR = 'the person is addressed with "u"'

const word = (words: string): RegExp => new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`, 'iu')

export const FORBIDDEN: Readonly<Record<Language, readonly Forbidden[]>> = {
  nl: [
    { words: word('zo snel mogelijk|zo spoedig mogelijk|z\\.?s\\.?m\\.?|spoedig|binnenkort|op korte termijn'), why: SOON },
    {
      words: word('(?:uw |eigen )schuld|u had moeten|u hebt nagelaten|u heeft nagelaten|nalatig|had u maar'),
      why: BLAME,
    },
    { words: word('je|jij|jou|jouw|jullie'), why: FAMILIAR },
  ],
  en: [
    { words: word('as soon as possible|asap|at your earliest convenience|in the near future'), why: SOON },
    { words: word('your (?:own )?fault|you should have|you failed to|to blame|negligent'), why: BLAME },
  ],
  ar: [
    { words: word('(?:في|ب)\\s?أقرب وقت(?: ممكن)?|بأسرع وقت(?: ممكن)?|بأسرع ما يمكن|قريبًا جدًا'), why: SOON },
    { words: word('خطؤك|ذنبك|كان عليك أن|أهملت|تقصيرك|بسبب إهمالك'), why: BLAME },
  ],
  fa: [
    { words: word('در اسرع وقت|هرچه زودتر|هر چه زودتر|به زودی|به‌زودی'), why: SOON },
    { words: word('تقصیر شما(?:ست)?|مقصر هستید|باید می‌?\\s?کردید|کوتاهی کرده‌?\\s?اید'), why: BLAME },
  ],
  prs: [
    { words: word('در اسرع وقت|هرچه زودتر|هر چه زودتر|هرچه عاجل|به زودی|به‌زودی'), why: SOON },
    { words: word('تقصیر شما(?:ست)?|ملامت هستید|گناه شما(?:ست)?'), why: BLAME },
  ],
  ps: [
    { words: word('ژر تر ژره|څومره ژر چې|هرڅومره ژر|ډېر ژر'), why: SOON },
    { words: word('ستاسو ګناه|ستاسو تېروتنه|پړه یاست|ملامت یاست'), why: BLAME },
  ],
  ti: [
    { words: word('ብዝተኻእለ ቅልጡፍ|ብዝተኻእለ መጠን ቀልጢፍ\\p{L}*|ኣብ ቀረባ ግዜ|ብቕልጡፍ ዝተኻእለ'), why: SOON },
    { words: word('ናትኩም ጌጋ|ጌጋኹም|በደልኩም'), why: BLAME },
  ],
  so: [
    { words: word('sida ugu dhakhsa(?:ha|da)? badan|sida ugu dhakhsiyaha badan'), why: SOON },
    { words: word('khaladkaaga|qaladkaaga|eedda adigaa leh|waa eeddaada'), why: BLAME },
  ],
  tr: [
    { words: word('en kısa (?:sürede|zamanda)|mümkün olan en kısa|bir an önce|yakında'), why: SOON },
    { words: word('sizin suçunuz|suçlusunuz|sizin hatanız|yapmalıydınız|ihmal ettiniz'), why: BLAME },
  ],
  uk: [
    { words: word('якнайшвидше|якомога (?:швидше|скоріше)|найближчим часом|незабаром'), why: SOON },
    { words: word('ваша (?:вина|провина)|ви винні|ви мали б|ви повинні були|через вашу недбалість'), why: BLAME },
  ],
  es: [
    { words: word('lo antes posible|cuanto antes|a la mayor brevedad|próximamente|en breve'), why: SOON },
    { words: word('(?:su|tu) culpa|usted debería haber|debió haber|usted no cumplió|negligente'), why: BLAME },
  ],
  fr: [
    {
      words: word(
        'dès que possible|le plus (?:vite|rapidement|tôt) possible|au plus vite|dans les plus brefs délais|prochainement',
      ),
      why: SOON,
    },
    { words: word('(?:de )?votre faute|vous auriez dû|vous avez négligé|négligence de votre part'), why: BLAME },
  ],
}
