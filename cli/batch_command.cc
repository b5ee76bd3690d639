#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/batch_client.h"
#include "cli/batch_input.h"
#include "cli/batch_report.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/terminal.h"
#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

constexpr size_t kMostNamed = 5;
constexpr size_t kMostRun = 48;
constexpr absl::string_view kEraseLine = "\r\x1b[K";

struct BatchOptions {
  Endpoint endpoint = DefaultEndpoint();
  BatchInputOptions input;
  std::string output;
  std::string format = "jsonl";
  bool ordered = false;
};

// Refusals are told at once: they may have one cause.
std::string RefusalText(const BatchItem& item,
                        const v1::SubmitBatchResponse& response) {
  return EscapeLines(
      absl::StrCat("refused: ", item.name, ": ", response.refused().message()),
      "");
}

// What is shown and written of a batch while it runs.
class Display {
 public:
  Display(const BatchInput& input, const BatchOptions& options)
      : input_(input),
        format_(options.format == "csv" ? ResultFormat::kCsv
                                        : ResultFormat::kJsonLines),
        ordered_(options.ordered),
        to_stdout_(options.output == "-"),
        live_(StdoutIsTerminal() && !to_stdout_),
        tally_(input.items.size()) {}

  absl::Status Open(const std::string& path) {
    if (path.empty()) return absl::OkStatus();
    absl::StatusOr<ResultFile> file = ResultFile::Open(path);
    if (!file.ok()) return file.status();
    file_.emplace(*std::move(file));
    return file_->Write(ResultHeader(format_));
  }

  void Show(size_t item, const v1::SubmitBatchResponse& response) {
    tally_.Add(response);
    const BatchItem& of = input_.items[item];
    if (response.has_refused()) Say(RefusalText(of, response));
    if (file_) {
      std::string line = FormatResult(of, response, format_);
      if (ordered_) line = in_order_.Add(item, std::move(line));
      if (written_.ok()) written_ = file_->Write(line);
    }
    Draw(tally_.Line());
  }

  void Remark(const std::string& text) { Draw(text); }

  void Close() {
    if (live_) Print(std::string(kEraseLine));
    Say(tally_.Summary(StdoutStyle()));
  }

  const BatchTally& tally() const { return tally_; }
  // The first error of the results' file.
  const absl::Status& written() const { return written_; }

 private:
  void Draw(const std::string& line) {
    if (live_) Print(absl::StrCat(kEraseLine, "▸ ", line));
  }
  // Lasting lines; not between results.
  void Say(const std::string& text) {
    if (to_stdout_) {
      absl::FPrintF(stderr, "%s", text);
    } else {
      Print(absl::StrCat(live_ ? kEraseLine : "", text));
    }
  }

  const BatchInput& input_;
  const ResultFormat format_;
  const bool ordered_;
  const bool to_stdout_;
  const bool live_;
  BatchTally tally_;
  std::optional<ResultFile> file_;
  InOrder in_order_;
  absl::Status written_;
};

std::string HeadingOf(const BatchInput& input) {
  std::string text = absl::StrCat("run ", Escape(input.run), ": ",
                                  input.items.size(), " submissions\n");
  if (!input.left_out.empty()) {
    std::vector<std::string> named = input.left_out;
    named.resize(std::min(named.size(), kMostNamed));
    absl::StrAppend(&text, input.left_out.size(),
                    " files are no programs and left out: ",
                    Escape(absl::StrJoin(named, ", ")),
                    named.size() < input.left_out.size() ? ", ...\n" : "\n");
  }
  return text;
}

bool IsRun(const std::string& run) {
  constexpr absl::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  return run.size() <= kMostRun &&
         run.find_first_not_of(std::string(kAllowed)) == std::string::npos;
}

int Run(const std::string& path, const BatchOptions& options) {
  const absl::StatusOr<BatchInput> input = ReadBatchInput(path, options.input);
  if (!input.ok()) {
    return Fail(absl::StrCat("nothing was sent:\n", input.status().message()));
  }
  const auto channel = Connect(options.endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  Display display(*input, options);
  const absl::Status opened = display.Open(options.output);
  if (!opened.ok()) return Fail(opened.message());
  absl::FPrintF(stderr, "%s", HeadingOf(*input));
  const BatchCallbacks callbacks = {
      .on_result =
          [&](size_t item, const v1::SubmitBatchResponse& response) {
            display.Show(item, response);
          },
      .on_broken =
          [&](const grpc::Status&) {
            display.Remark("the server is gone, trying again");
          }};
  const grpc::Status status = SendBatch(*channel, input->items, {}, callbacks);
  display.Close();
  if (!status.ok()) {
    absl::FPrintF(stderr, "run the same again to go on where it ended\n");
    return Fail(options.endpoint.server, status);
  }
  if (!display.written().ok()) return Fail(display.written().message());
  return display.tally().all_judged() ? kExitOk : kExitNotAccepted;
}

}  // namespace

int BatchCommand(const std::vector<std::string>& args) {
  BatchOptions options;
  Flags flags(
      "gavel batch DIR|FILE.csv|FILE.jsonl [flags]",
      "Submits many programs and collects their verdicts: those of "
      "DIR/PROBLEM/**, or those\nthat a CSV file with a header or JSON Lines "
      "name by problem and file. Run again, it goes\non where it was. Exit "
      "status: 0 all judged, 1 some refused or JE, 2 error.");
  flags.Text("problem", "P", "all are for this problem", &options.input.problem)
      .Text("contest", "C", "all are submitted in this contest",
            &options.input.contest)
      .Text("language", "L", "instead of what the files' names say",
            &options.input.language)
      .Text("run", "NAME",
            "what keys begin with; default derived from the input, so that the "
            "same input is sent once",
            &options.input.run)
      .Text("output", "FILE", "where results go, a line each; - is stdout",
            &options.output)
      .Text("format", "F", "of results: jsonl or csv; default jsonl",
            &options.format)
      .Switch("ordered", "results in the order of the input", &options.ordered);
  AddEndpointFlags(&options.endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  if (options.format != "jsonl" && options.format != "csv") {
    Fail(absl::StrCat("--format is jsonl or csv, not ", options.format));
    return kExitUsage;
  }
  if (!IsRun(options.input.run)) {
    Fail("--run is at most 48 letters, digits, dots, dashes and underscores");
    return kExitUsage;
  }
  return Run(arguments[0], options);
}

}  // namespace gavel::cli
