#include "tests/programs/corpus.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace gavel::programs {
namespace {

constexpr const char* kDirectory = GAVEL_SOURCE_DIR "/tests/programs/";
constexpr const char* kDefaultAnswer = "ok\n";
constexpr size_t kColumns = 5;

// Memory, output and code are the same for all; code is large, so that
// programs against the compiler have room.
constexpr const char* kMetadata =
    "problem_format_version: 2025-09\n"
    "type: pass-fail\n"
    "name: Hostile\n"
    "uuid: 5e0f8d7e-0c57-4d6b-9d0e-3a1d3c1e7f52\n"
    "limits:\n"
    "  memory: 128\n"
    "  output: 1\n"
    "  code: 2048\n"
    "  compilation_time: 2\n"
    "  compilation_memory: 256\n"
    "  time_limit: ";

bool Exists(const std::string& file) {
  return std::filesystem::exists(absl::StrCat(kDirectory, file));
}

std::string Read(const std::string& file) {
  std::ifstream in(absl::StrCat(kDirectory, file));
  if (!in.is_open()) ADD_FAILURE() << "no file " << file;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void Write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

std::vector<std::string> Split(const std::string& text, char separator) {
  return absl::StrSplit(text, separator);
}

}  // namespace

void PrintTo(const Program& program, std::ostream* out) {
  *out << program.name;
}

std::vector<Program> LoadCorpus() {
  std::vector<Program> corpus;
  for (const std::string& line : Split(Read("MANIFEST.tsv"), '\n')) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> columns = Split(line, '\t');
    if (columns.size() != kColumns) {
      ADD_FAILURE() << "MANIFEST.tsv: " << line;
      continue;
    }
    corpus.push_back({columns[0], columns[1], Split(columns[2], '|'),
                      Split(columns[3], '|')});
  }
  return corpus;
}

std::string SourceOf(const Program& program) {
  return Expand(Read(absl::StrCat(program.name, ".js")));
}

Package PackageOf(const Program& program) {
  const std::string input = absl::StrCat(program.name, ".in");
  const std::string answer = absl::StrCat(program.name, ".out");
  const bool shared = !Exists(input) && !Exists(answer);
  const std::string id =
      shared ? absl::StrCat("ok-", program.cpu_seconds) : program.name;
  return {absl::StrReplaceAll(id, {{"_", "-"}, {".", "-"}}),
          program.cpu_seconds, Exists(input) ? Expand(Read(input)) : "",
          Exists(answer) ? Expand(Read(answer)) : kDefaultAnswer};
}

std::string WritePackage(const std::string& directory, const Package& package) {
  const std::filesystem::path path =
      std::filesystem::path(directory) / package.id;
  Write(path / "problem.yaml",
        absl::StrCat(kMetadata, package.cpu_seconds, "\n"));
  Write(path / "data" / "secret" / "1.in", package.input);
  Write(path / "data" / "secret" / "1.ans", package.answer);
  return path.string();
}

std::string Expand(const std::string& text) {
  const std::string open = "«";
  const std::string times = "×";
  const std::string close = "»";
  std::string result;
  size_t done = 0;
  for (;;) {
    const size_t start = text.find(open, done);
    const size_t middle = text.find(times, start);
    const size_t end = text.find(close, middle);
    if (end == std::string::npos) break;
    const size_t number = start + open.size();
    int count = 0;
    if (!absl::SimpleAtoi(text.substr(number, middle - number), &count)) {
      ADD_FAILURE() << "no number: " << text.substr(start, middle - start);
    }
    const size_t first = middle + times.size();
    const std::string piece = text.substr(first, end - first);
    result.append(text, done, start - done);
    for (int i = 0; i < count; ++i) result.append(piece);
    done = end + close.size();
  }
  return result.append(text, done);
}

}  // namespace gavel::programs
