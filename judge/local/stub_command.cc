#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/commands.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "core/submission.h"
#include "judge/function/signature.h"
#include "judge/function/stubs.h"
#include "judge/local/exit_status.h"
#include "judge/local/local_commands.h"
#include "judge/local/source_file.h"

namespace gavel::judge {
namespace {

// The signature of a package, or that file itself.
std::string SignaturePath(const std::string& argument) {
  std::error_code error;
  const std::filesystem::path path(argument);
  return std::filesystem::is_directory(path, error)
             ? (path / function::kSignatureFile.data()).string()
             : argument;
}

// Each error in a line of its own.
std::string Describe(const std::string& path,
                     const std::vector<function::SignatureError>& errors) {
  std::string text;
  for (const function::SignatureError& error : errors) {
    absl::StrAppend(&text, path, ":", error.line, ":", error.column, ": ",
                    error.what, "\n");
  }
  return text;
}

}  // namespace

int StubCommand(const std::vector<std::string>& args) {
  std::string language_name = "javascript";
  cli::Endpoint endpoint = cli::DefaultEndpoint();
  endpoint.server.clear();
  cli::Flags flags(
      "gavel problem stub [flags] PACKAGE_DIR|SIGNATURE|ID",
      "Prints what a submission to a function problem starts from; with\n"
      "--server what one to the problem ID of that server does.\n"
      "Exit status: 0, 2 an error of the server, 64 wrong command line, 65\n"
      "wrong signature, 66 not readable.");
  flags
      .Text("language", "LANGUAGE", "javascript, the default, or typescript",
            &language_name)
      .Text("server", "ADDR", "of a problem on that server", &endpoint.server);
  cli::AddCredentialFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;
  const std::optional<Language> language = ParseLanguage(language_name);
  if (!language.has_value()) {
    absl::FPrintF(stderr, "gavel problem stub: no language is named %s\n",
                  cli::Escape(language_name));
    return cli::kExitUsage;
  }
  if (!endpoint.server.empty()) {
    return cli::PrintTemplates(endpoint, arguments[0], language_name);
  }
  const std::string path = SignaturePath(arguments[0]);
  const absl::StatusOr<std::string> text = ReadTextFile(path);
  if (!text.ok()) {
    absl::FPrintF(stderr, "gavel problem stub: %s\n", text.status().message());
    return kExitNoInput;
  }
  const function::ParsedSignature parsed = function::ParseSignature(*text);
  if (!parsed.signature.has_value()) {
    absl::FPrintF(stderr, "%s", Describe(path, parsed.errors));
    return kExitBadData;
  }
  absl::PrintF("%s", function::MakeStub(*parsed.signature, *language));
  return 0;
}

}  // namespace gavel::judge
