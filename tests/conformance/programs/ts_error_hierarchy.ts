enum Level {
  Low = 1,
  High
}
class AppError extends Error {
  readonly level: Level;
  constructor(m: string, level: Level = Level.Low, opts?: ErrorOptions) { super(m, opts); this.name = new.target.name; this.level = level; Error.captureStackTrace?.(this, AppError); }
  toJSON() { return { m: this.message, l: Level[this.level] }; }
}
class DbError extends AppError {
}
const run = async (f: () => Promise<never>) => { try {
  await f();
}
catch (e) {
  if (e instanceof DbError) {
    console.log(JSON.stringify(e), e.name, e instanceof AppError, String(e));
    throw new AppError("wrapped", Level.High, { cause: e });
  }
  throw e;
} };
run(async () => { throw new DbError("conn"); }).catch((e: AppError) => { console.log(e.message, e.level, (e.cause as Error).message); process.exit(Level.High); });
