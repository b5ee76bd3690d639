// Programs with arguments and files, and what they leave.
#ifndef GAVEL_TESTS_SANDBOX_FILES_HARNESS_H_
#define GAVEL_TESTS_SANDBOX_FILES_HARNESS_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "sandbox/written_files.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox {

// Name and content.
using TextFiles = std::vector<std::pair<std::string, std::string>>;

inline std::vector<File> MakeFiles(const TextFiles& texts) {
  std::vector<File> files;
  for (const auto& [name, text] : texts) {
    files.push_back({name, std::make_shared<const OwnedFd>(MemoryFile(text))});
  }
  return files;
}

// What a run is given.
struct Given {
  std::vector<std::string> arguments = {};
  TextFiles files = {};
  std::vector<std::string> writable = {};
  bool wants_written = true;
};

// What it left.
struct Left {
  Execution execution;
  std::string out;
  std::string err;
  // "name=content", by name, with blanks between; NUL is shown as 0.
  std::string written;
};

inline std::string Shown(std::vector<WrittenFile> files) {
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  std::string text =
      absl::StrJoin(files, " ", [](std::string* out, const WrittenFile& file) {
        absl::StrAppend(out, file.name, "=", file.content);
      });
  std::replace(text.begin(), text.end(), '\0', '0');
  return text;
}

// A program, and what comes of it.
struct ProgramCase {
  const char* name;
  const char* source;
  const char* out;

  friend std::ostream& operator<<(std::ostream& out, const ProgramCase& row) {
    return out << row.name;
  }
};

inline std::string ProgramName(
    const testing::TestParamInfo<ProgramCase>& test) {
  return test.param.name;
}

class FilesFixture : public SandboxFixture {
 protected:
  static Left RunWith(const std::string& source, const Given& given) {
    return RunWith(Source{Language::kJavaScript, "main.js", source}, given);
  }

  static Left RunWith(const Source& source, const Given& given) {
    absl::StatusOr<Loaded> loaded = supervisor_->Load(source, TestLimits());
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      return {};
    }
    if (loaded->program == nullptr) return {loaded->compilation, "", "", ""};
    return RunOnce(*loaded->program, given);
  }

  static Left RunOnce(Program& program, const Given& given) {
    const OwnedFd out(memfd_create("out", MFD_CLOEXEC));
    const OwnedFd err(memfd_create("err", MFD_CLOEXEC));
    const OwnedFd written(memfd_create("written", MFD_CLOEXEC));
    RunInput input;
    input.standard_input = MemoryFile("input");
    input.standard_output = OwnedFd(dup(out.get()));
    input.standard_error = OwnedFd(dup(err.get()));
    input.arguments = given.arguments;
    input.files = MakeFiles(given.files);
    input.writable = given.writable;
    if (given.wants_written) input.written = OwnedFd(dup(written.get()));
    absl::StatusOr<Execution> execution = program.Run(std::move(input));
    absl::StatusOr<std::vector<WrittenFile>> files =
        ReadWrittenFiles(written, TestLimits().output);
    if (!execution.ok() || !files.ok()) {
      ADD_FAILURE() << execution.status() << files.status();
      return {};
    }
    return {*std::move(execution), Contents(out), Contents(err),
            Shown(*std::move(files))};
  }
};

}  // namespace gavel::sandbox

#endif  // GAVEL_TESTS_SANDBOX_FILES_HARNESS_H_
