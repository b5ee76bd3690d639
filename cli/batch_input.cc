#include "cli/batch_input.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "cli/csv.h"
#include "cli/source_file.h"
#include "core/sha256.h"
#include "core/status_macros.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Fields = std::map<std::string, std::string>;

constexpr std::array<absl::string_view, 6> kExtensions = {
    ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts"};
constexpr std::array<absl::string_view, 7> kFields = {
    "problem", "file", "source", "user", "language", "contest", "key"};
constexpr size_t kMostKey = 128;
constexpr size_t kMostFileName = 63;
constexpr size_t kRunDigits = 16;

bool IsProgram(const fs::path& path) {
  return std::find(kExtensions.begin(), kExtensions.end(),
                   path.extension().string()) != kExtensions.end();
}

std::string HashOf(absl::string_view text) {
  Sha256Hasher hasher;
  hasher.Update(text);
  return ToHex(hasher.Finish());
}

// A reader of one input: collects items, and what is wrong with it.
class Reader {
 public:
  Reader(fs::path path, const BatchInputOptions& options)
      : path_(std::move(path)), options_(options) {}

  absl::StatusOr<BatchInput> Read() {
    std::error_code error;
    if (fs::is_directory(path_, error)) {
      ReadDirectory();
    } else if (path_.extension() == ".csv") {
      GAVEL_RETURN_IF_ERROR(ReadCsv());
    } else {
      GAVEL_RETURN_IF_ERROR(ReadJsonLines());
    }
    if (input_.items.empty() && problems_.empty()) {
      Complain(path_.string(), "has no programs");
    }
    GiveKeys();
    if (problems_.empty()) return std::move(input_);
    return absl::InvalidArgumentError(absl::StrJoin(problems_, "\n"));
  }

 private:
  void Complain(absl::string_view where, absl::string_view what) {
    problems_.push_back(absl::StrCat(where, ": ", what));
  }

  void ReadDirectory() {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::recursive_directory_iterator it(path_, error), end;
         !error && it != end; it.increment(error)) {
      if (absl::StartsWith(it->path().filename().string(), ".")) {
        it.disable_recursion_pending();
      } else if (it->is_regular_file(error)) {
        files.push_back(it->path());
      }
    }
    if (error) Complain(path_.string(), error.message());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) AddFile(file);
  }

  void AddFile(const fs::path& file) {
    const fs::path relative = file.lexically_relative(path_);
    if (!IsProgram(file) && options_.language.empty()) {
      input_.left_out.push_back(relative.string());
      return;
    }
    Fields fields = {{"file", relative.string()}};
    // The first directory is the problem.
    if (std::distance(relative.begin(), relative.end()) > 1) {
      fields["problem"] = relative.begin()->string();
    }
    Add(relative.string(), fields, -1);
  }

  absl::Status ReadCsv() {
    GAVEL_ASSIGN_OR_RETURN(const std::string text, ReadAll());
    absl::StatusOr<std::vector<CsvRow>> rows = ParseCsv(text);
    if (!rows.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path_.string(), ": ", rows.status().message()));
    }
    if (rows->empty()) return absl::OkStatus();
    const std::vector<std::string>& header = rows->front().fields;
    for (const std::string& name : header) CheckField(WhereIs(1), name);
    for (size_t i = 1; i < rows->size(); ++i) {
      const CsvRow& row = (*rows)[i];
      if (row.fields.size() != header.size()) {
        Complain(WhereIs(row.line),
                 absl::StrCat("has ", row.fields.size(), " fields, the header ",
                              header.size()));
        continue;
      }
      Fields fields;
      for (size_t j = 0; j < header.size(); ++j) {
        fields[header[j]] = row.fields[j];
      }
      Add(WhereIs(row.line), fields, -1);
    }
    return absl::OkStatus();
  }

  absl::Status ReadJsonLines() {
    std::ifstream file(path_, std::ios::binary);
    if (!file) {
      return absl::NotFoundError(
          absl::StrCat("opening ", path_.string(), ": it cannot be read"));
    }
    std::string line;
    int64_t offset = 0;
    for (int number = 1; std::getline(file, line); ++number) {
      AddLine(WhereIs(number), line, offset);
      offset += static_cast<int64_t>(line.size()) + 1;
    }
    return absl::OkStatus();
  }

  void AddLine(const std::string& where, const std::string& line,
               int64_t offset) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) return;
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) return Complain(where, "is no JSON object");
    Fields fields;
    for (const auto& [name, value] : json.items()) {
      CheckField(where, name);
      if (!value.is_string()) {
        return Complain(where, absl::StrCat(name, " is no text"));
      }
      fields[name] = value.get<std::string>();
    }
    Add(where, fields, offset);
  }

  void CheckField(const std::string& where, const std::string& name) {
    if (std::find(kFields.begin(), kFields.end(), name) == kFields.end()) {
      Complain(where,
               absl::StrCat("no field is called \"", name, "\"; there are ",
                            absl::StrJoin(kFields, ", ")));
    }
  }

  // Of a list: `offset` is where its line of JSON is.
  void Add(const std::string& where, Fields& fields, int64_t offset) {
    BatchItem item;
    item.name = where;
    item.problem =
        options_.problem.empty() ? fields["problem"] : options_.problem;
    item.contest =
        options_.contest.empty() ? fields["contest"] : options_.contest;
    item.language =
        options_.language.empty() ? fields["language"] : options_.language;
    item.user = fields["user"];
    item.key = fields["key"];
    if (item.problem.empty()) Complain(where, "for no problem");
    const bool inlined = offset >= 0 && fields.contains("source");
    if (inlined == !fields["file"].empty()) {
      return Complain(where,
                      inlined ? "has both a file and a source" : "has no file");
    }
    std::string source;
    if (inlined) {
      item.path = path_.string();
      item.offset = offset;
      source = std::move(fields["source"]);
      if (item.language.empty()) Complain(where, "has a source, no language");
    } else if (!ReadFile(where, fields["file"], item, source)) {
      return;
    }
    all_.Update(absl::StrCat(item.problem, "\n", item.user, "\n", item.language,
                             "\n", item.contest, "\n", fields["file"], "\n",
                             HashOf(source), "\n"));
    input_.items.push_back(std::move(item));
  }

  bool ReadFile(const std::string& where, const std::string& name,
                BatchItem& item, std::string& source) {
    const fs::path base = fs::is_directory(path_) ? path_ : path_.parent_path();
    item.path = (base / name).string();
    if (item.language.empty() && !IsProgram(item.path)) {
      Complain(where, absl::StrCat(name,
                                   " has no known extension: give a "
                                   "language"));
      return false;
    }
    absl::StatusOr<std::string> text = ReadSource(item.path);
    if (!text.ok()) {
      Complain(where, text.status().message());
      return false;
    }
    source = *std::move(text);
    return true;
  }

  // Names are unique, and so are keys that are made of them.
  void GiveKeys() {
    std::error_code error;
    all_.Update(fs::weakly_canonical(path_, error).string());
    input_.run = options_.run.empty()
                     ? ToHex(all_.Finish()).substr(0, kRunDigits)
                     : options_.run;
    std::unordered_set<std::string> seen;
    for (BatchItem& item : input_.items) {
      if (item.key.empty()) item.key = KeyOf(item.name);
      if (item.key.size() > kMostKey) {
        Complain(item.name, "its key has more than 128 bytes");
      }
      if (!seen.insert(item.key).second) {
        Complain(item.name, absl::StrCat("key \"", item.key, "\" again"));
      }
    }
  }

  std::string KeyOf(const std::string& name) const {
    const bool plain = std::all_of(name.begin(), name.end(),
                                   [](char c) { return c >= ' ' && c <= '~'; });
    const std::string key = absl::StrCat(input_.run, ":", name);
    if (plain && key.size() <= kMostKey) return key;
    return absl::StrCat(input_.run, ":", HashOf(name));
  }

  std::string WhereIs(int line) const {
    return absl::StrCat(path_.filename().string(), ":", line);
  }

  absl::StatusOr<std::string> ReadAll() const {
    std::ifstream file(path_, std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    if (file) return text.str();
    return absl::NotFoundError(
        absl::StrCat("opening ", path_.string(), ": it cannot be read"));
  }

  const fs::path path_;
  const BatchInputOptions& options_;
  Sha256Hasher all_;
  BatchInput input_;
  std::vector<std::string> problems_;
};

absl::StatusOr<std::string> ReadInline(const BatchItem& item) {
  std::ifstream file(item.path, std::ios::binary);
  std::string line;
  if (file.seekg(item.offset) && std::getline(file, line)) {
    const Json json = Json::parse(line, nullptr, false);
    const auto source =
        json.is_object() ? json.find("source") : Json::const_iterator();
    if (json.is_object() && source != json.end() && source->is_string()) {
      return source->get<std::string>();
    }
  }
  return absl::AbortedError(
      absl::StrCat(item.name, ": the file has changed meanwhile"));
}

// The name that its author gave it, if the server takes names so long.
std::string FileNameOf(const BatchItem& item) {
  const fs::path path(item.path);
  std::string name = path.filename().string();
  return name.size() <= kMostFileName ? name
                                      : "main" + path.extension().string();
}

}  // namespace

absl::StatusOr<BatchInput> ReadBatchInput(const std::string& path,
                                          const BatchInputOptions& options) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    return absl::NotFoundError(absl::StrCat("no file or directory ", path));
  }
  return Reader(path, options).Read();
}

absl::Status ReadRequest(const BatchItem& item, v1::SubmitRequest* request) {
  absl::StatusOr<std::string> source =
      item.offset >= 0 ? ReadInline(item) : ReadSource(item.path);
  GAVEL_RETURN_IF_ERROR(source.status());
  request->set_source(*std::move(source));
  request->set_problem_id(item.problem);
  request->set_contest_id(item.contest);
  request->set_on_behalf_of(item.user);
  request->set_idempotency_key(item.key);
  request->set_language(item.language);
  if (item.language.empty()) request->set_file_name(FileNameOf(item));
  return absl::OkStatus();
}

}  // namespace gavel::cli
