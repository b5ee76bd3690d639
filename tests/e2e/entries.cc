#include "tests/e2e/entries.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace gavel::e2e {
namespace {

struct Promise {
  const char* directory;
  v1::Verdict verdict;
};

constexpr Promise kPromises[] = {
    {"accepted", v1::VERDICT_ACCEPTED},
    {"wrong_answer", v1::VERDICT_WRONG_ANSWER},
    {"run_time_error", v1::VERDICT_RUN_TIME_ERROR},
    {"compile_error", v1::VERDICT_COMPILE_ERROR},
};

std::string Read(const std::filesystem::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void AddExamples(const std::string& problem, const Promise& promise,
                 std::vector<Entry>& examples) {
  const std::filesystem::path directory =
      absl::StrCat(GAVEL_SOURCE_DIR "/problems/", problem, "/submissions/",
                   promise.directory);
  if (!std::filesystem::exists(directory)) return;
  for (const auto& file : std::filesystem::directory_iterator(directory)) {
    // Compiling TypeScript takes longer than all the tests.
    if (file.path().extension() != ".js") continue;
    examples.push_back({.problem = problem,
                        .file_name = file.path().filename().string(),
                        .source = Read(file.path()),
                        .verdict = promise.verdict});
  }
}

// In an order that the disk does not choose.
std::vector<Entry> FindExamples() {
  std::vector<Entry> examples;
  for (const std::string& problem : kContestProblems) {
    for (const Promise& promise : kPromises) {
      AddExamples(problem, promise, examples);
    }
  }
  std::sort(examples.begin(), examples.end(),
            [](const Entry& a, const Entry& b) {
              return std::tie(a.problem, a.verdict, a.file_name) <
                     std::tie(b.problem, b.verdict, b.file_name);
            });
  return examples;
}

}  // namespace

const std::vector<std::string> kContestProblems = {
    "aplusb", "bestsum", "bigfactorial", "fizzbuzz", "floatmean"};

std::vector<Entry> DrawEntries(uint64_t seed, size_t count,
                               uint64_t contestants) {
  const std::vector<Entry> examples = FindExamples();
  std::mt19937_64 random(seed);
  std::vector<Entry> entries;
  for (size_t i = 0; i < count; ++i) {
    Entry& entry = entries.emplace_back(examples[random() % examples.size()]);
    entry.key = absl::StrCat("entry-", i);
    entry.contestant = random() % contestants;
  }
  return entries;
}

}  // namespace gavel::e2e
