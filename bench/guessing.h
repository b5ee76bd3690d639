// A guessing game as two programs that talk to each other line by line, in
// JavaScript and as plain processes.
//
// Shape:   the submission guesses, the interactor says "higher", "lower" or
//          "yes" and has another number then, and in the end "enough"; it
//          exits with 42
// Threads: stateless
#ifndef GAVEL_BENCH_GUESSING_H_
#define GAVEL_BENCH_GUESSING_H_

#include <string>

#include "absl/types/span.h"

namespace gavel::bench {

inline constexpr int kGuesses = 20'000;

struct GuessingIdiom {
  const char* name;
  // Defines onLine(callback), which calls it with each line.
  const char* reading;
};

absl::Span<const GuessingIdiom> GuessingIdioms();

std::string GuesserSource(const GuessingIdiom& idiom);
std::string InteractorSource(const GuessingIdiom& idiom);

// The same on standard input and output, with one system call for each line.
// For a child process: neither returns.
[[noreturn]] void Guess();
[[noreturn]] void AnswerGuesses();

}  // namespace gavel::bench

#endif  // GAVEL_BENCH_GUESSING_H_
