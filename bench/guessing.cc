#include "bench/guessing.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace gavel::bench {
namespace {

constexpr int64_t kLargest = 1'000'000'000;

constexpr GuessingIdiom kIdioms[] = {
    {"readline", R"js(
function onLine(callback) {
  require('readline').createInterface({ input: process.stdin })
    .on('line', callback);
}
)js"},
    {"for await", R"js(
async function onLine(callback) {
  const lines = require('readline').createInterface({ input: process.stdin });
  for await (const line of lines) callback(line);
}
)js"},
    {"stdin data", R"js(
function onLine(callback) {
  let text = '';
  process.stdin.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    for (let end; (end = text.indexOf('\n')) >= 0;) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      callback(line);
    }
  });
}
)js"},
    {"readSync", R"js(
function onLine(callback) {
  const fs = require('fs');
  const buffer = Buffer.alloc(1024);
  let text = '';
  for (let size; (size = fs.readSync(0, buffer, 0, 1024, null)) > 0;) {
    text += buffer.toString('latin1', 0, size);
    for (let end; (end = text.indexOf('\n')) >= 0;) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      callback(line);
    }
  }
}
)js"},
};

constexpr const char* kGuesser = R"js(
let low = 1, high = LARGEST, guess;
function ask() {
  guess = Math.floor((low + high) / 2);
  console.log(guess);
}
ask();
onLine((line) => {
  if (line === 'enough') return;
  if (line === 'higher') low = guess + 1;
  else if (line === 'lower') high = guess - 1;
  else { low = 1; high = LARGEST; }
  ask();
});
)js";

constexpr const char* kInteractor = R"js(
let secret = 1, guesses = 0;
onLine((line) => {
  if (++guesses === GUESSES) {
    console.log('enough');
    process.exit(42);
  }
  const guess = Number(line);
  console.log(guess < secret ? 'higher' : guess > secret ? 'lower' : 'yes');
  if (guess === secret) secret = (secret * 48271) % LARGEST;
});
)js";

std::string WithConstants(const GuessingIdiom& idiom, const char* program) {
  return absl::StrCat("const LARGEST = ", kLargest, ", GUESSES = ", kGuesses,
                      ";\n", idiom.reading, program);
}

void Say(absl::string_view line) {
  if (write(STDOUT_FILENO, line.data(), line.size()) !=
      static_cast<ssize_t>(line.size())) {
    _exit(1);
  }
}

// Each line comes whole and alone, because each side waits for the other.
absl::string_view Hear() {
  static std::array<char, 64> line;
  const ssize_t size = read(STDIN_FILENO, line.data(), line.size());
  return size <= 0
             ? absl::string_view()
             : absl::string_view(line.data(), static_cast<size_t>(size) - 1);
}

void SayNumber(int64_t number) {
  std::array<char, 32> line;
  char* const end =
      std::to_chars(line.data(), line.data() + line.size() - 1, number).ptr;
  *end = '\n';
  Say({line.data(), static_cast<size_t>(end - line.data()) + 1});
}

}  // namespace

absl::Span<const GuessingIdiom> GuessingIdioms() { return kIdioms; }

std::string GuesserSource(const GuessingIdiom& idiom) {
  return WithConstants(idiom, kGuesser);
}

std::string InteractorSource(const GuessingIdiom& idiom) {
  return WithConstants(idiom, kInteractor);
}

void Guess() {
  int64_t low = 1;
  int64_t high = kLargest;
  for (;;) {
    const int64_t guess = (low + high) / 2;
    SayNumber(guess);
    const absl::string_view line = Hear();
    if (line.empty() || line == "enough") _exit(0);
    if (line == "higher") {
      low = guess + 1;
    } else if (line == "lower") {
      high = guess - 1;
    } else {
      low = 1;
      high = kLargest;
    }
  }
}

void AnswerGuesses() {
  int64_t secret = 1;
  for (int guesses = 1;; ++guesses) {
    const absl::string_view line = Hear();
    int64_t guess = 0;
    std::from_chars(line.data(), line.data() + line.size(), guess);
    if (guesses == kGuesses) {
      Say("enough\n");
      _exit(42);
    }
    Say(guess < secret ? "higher\n" : guess > secret ? "lower\n" : "yes\n");
    if (guess == secret) secret = secret * 48271 % kLargest;
  }
}

}  // namespace gavel::bench
