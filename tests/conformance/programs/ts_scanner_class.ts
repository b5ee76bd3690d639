import * as readline from "readline";
class Scanner {
  private buf: string[] = [];
  private waiting: ((s: string) => void)[] = [];
  constructor() { const rl = readline.createInterface({ input: process.stdin, output: undefined }); rl.on("line", (l) => { const w = this.waiting.shift(); w ? w(l) : this.buf.push(l); }); rl.on("close", () => { while (this.waiting.length)
    this.waiting.shift()!(""); }); }
  public async nextLine(): Promise<string> { return this.buf.length ? this.buf.shift()! : new Promise<string>((r) => this.waiting.push(r)); }
  async nextInts(): Promise<number[]> { return (await this.nextLine()).trim().split(/\s+/).map(Number); }
}
(async function main(): Promise<void> { const sc = new Scanner(); const [n, q] = await sc.nextInts(); const a = await sc.nextInts(); const ps: number[] = [0]; for (const x of a)
  ps.push(ps[ps.length - 1]! + x); for (let i = 0; i < q; i++) {
  const [l, r] = await sc.nextInts() as [
    number,
    number
  ];
  console.log(ps[r] - ps[l - 1]);
} console.log(n, JSON.stringify(await sc.nextLine()), JSON.stringify(await sc.nextLine())); })();
