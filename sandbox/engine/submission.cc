#include "sandbox/engine/submission.h"

#include <array>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "sandbox/engine/commonjs.h"
#include "sandbox/engine/es_modules.h"
#include "sandbox/engine/host_functions.h"
#include "sandbox/engine/text.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

constexpr const char* kUrlScheme = "file://";

// What V8 says of a script that can only be meant as an ES module.
constexpr std::array<absl::string_view, 3> kOnlyInEsModules = {
    "SyntaxError: Cannot use import statement outside a module",
    "SyntaxError: Unexpected token 'export'",
    "SyntaxError: Cannot use 'import.meta' outside a module"};

// What it says where an ES module may be meant.
constexpr std::array<absl::string_view, 6> kNotInCommonJs = {
    "SyntaxError: await is only valid in async functions and the top level "
    "bodies of modules",
    "SyntaxError: Identifier 'exports' has already been declared",
    "SyntaxError: Identifier 'require' has already been declared",
    "SyntaxError: Identifier 'module' has already been declared",
    "SyntaxError: Identifier '__filename' has already been declared",
    "SyntaxError: Identifier '__dirname' has already been declared"};

std::string MessageOf(v8::Isolate* isolate, const v8::TryCatch& caught) {
  return caught.Message().IsEmpty()
             ? ""
             : std::string(absl::StripPrefix(
                   ToUtf8(isolate, caught.Message()->Get()), "Uncaught "));
}

}  // namespace

bool Submission::Compile(v8::Local<v8::Context> context,
                         const std::string& source,
                         const std::string& file_name, Format format) {
  v8::Isolate* isolate = context->GetIsolate();
  file_name_ = absl::StrCat("/", file_name);
  SetMainFile(file_name_, absl::StrCat(kUrlScheme, file_name_));
  v8::Local<v8::String> text;
  if (!DecodeUtf8(isolate, source.data(), source.size()).ToLocal(&text)) {
    return false;
  }
  if (format == Format::kAsNodeTells) return CompileAsNodeTells(context, text);
  return format == Format::kCommonJs ? CompileCommonJs(context, text)
                                     : CompileEsModule(context, text);
}

bool Submission::CompileAsNodeTells(v8::Local<v8::Context> context,
                                    v8::Local<v8::String> source) {
  v8::Isolate* isolate = context->GetIsolate();
  if (!absl::EndsWith(file_name_, ".mjs")) {
    v8::TryCatch caught(isolate);
    if (CompileCommonJs(context, source)) return true;
    const std::string message = MessageOf(isolate, caught);
    const bool is_es_module =
        !absl::EndsWith(file_name_, ".cjs") &&
        (absl::c_linear_search(kOnlyInEsModules, message) ||
         (absl::c_linear_search(kNotInCommonJs, message) &&
          FitsEsModule(isolate, source)));
    if (!is_es_module) {
      caught.ReThrow();
      return false;
    }
  }
  return CompileEsModule(context, source);
}

std::string Submission::script_name() const {
  return is_es_module_ ? absl::StrCat(kUrlScheme, file_name_) : file_name_;
}

bool Submission::CompileCommonJs(v8::Local<v8::Context> context,
                                 v8::Local<v8::String> source) {
  v8::Local<v8::Function> function;
  if (!CompileCommonJsModule(context, source, file_name_).ToLocal(&function)) {
    return false;
  }
  entry_.Reset(context->GetIsolate(), function);
  return true;
}

bool Submission::CompileEsModule(v8::Local<v8::Context> context,
                                 v8::Local<v8::String> source) {
  is_es_module_ = true;
  v8::Local<v8::Function> entry;
  if (!CompileMainModule(context, source) ||
      !MainModuleEntry(context).ToLocal(&entry)) {
    return false;
  }
  entry_.Reset(context->GetIsolate(), entry);
  return true;
}

}  // namespace gavel::sandbox
