/** The parts of `natural` that are used, by path: its main entry loads three database drivers. */
declare module 'natural/lib/natural/distance/jaro-winkler_distance.js' {
  /** Similarity from 0 to 1. */
  export default function jaroWinkler(a: string, b: string, options: { ignoreCase?: boolean }): number
}
