#include "sandbox/engine/hooks.h"

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sandbox/engine/exceptions.h"
#include "sandbox/engine/host_functions.h"
#include "sandbox/engine/text.h"
#include "sandbox/engine/v8_compat.h"
#include "sandbox/prelude/prelude.h"

namespace gavel::sandbox {
namespace {

constexpr const char* kScript = "gavel:prelude";
// Where the script leaves its value until it is installed.
constexpr const char* kVariable = "prelude";

Hooks g_hooks;

absl::Status TakeHook(v8::Local<v8::Context> context,
                      v8::Local<v8::Object> hooks, const char* name,
                      v8::Global<v8::Function>& hook) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> value;
  if (!hooks->Get(context, Name(isolate, name)).ToLocal(&value) ||
      !value->IsFunction()) {
    return absl::InternalError(absl::StrCat("prelude: no hook ", name));
  }
  hook.Reset(isolate, value.As<v8::Function>());
  return absl::OkStatus();
}

// Calls install(host). Empty, with or without an exception, if it fails.
v8::MaybeLocal<v8::Value> Install(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::Local<v8::String> variable = Name(isolate, kVariable);
  v8::Local<v8::Value> global = context->Global();
  v8::Local<v8::Value> evaluate;
  v8::Local<v8::Value> install;
  if (!context->Global()->Get(context, variable).ToLocal(&evaluate) ||
      !evaluate->IsFunction() ||
      context->Global()->Delete(context, variable).IsNothing() ||
      !evaluate.As<v8::Function>()
           ->Call(context, v8::Undefined(isolate), 1, &global)
           .ToLocal(&install) ||
      !install->IsFunction()) {
    return {};
  }
  v8::Local<v8::Value> host = MakeHostObject(context);
  return install.As<v8::Function>()->Call(context, v8::Undefined(isolate), 1,
                                          &host);
}

}  // namespace

const Hooks& Prelude() { return g_hooks; }

// As an extension's, the prelude's functions are none of the program's for V8:
// they are in no stack trace and not counted there, are nobody's caller and
// have no source to show; what they throw happened where the program called
// them.
v8::Local<v8::Context> NewContextWithPrelude(v8::Isolate* isolate) {
  // V8 keeps pointing to it.
  const absl::string_view source = PreludeSource();
  v8::RegisterExtension(std::make_unique<v8::Extension>(
      kScript, source.data(), 0, nullptr, static_cast<int>(source.size())));
  std::array<const char*, 1> names = {kScript};
  v8::ExtensionConfiguration extensions(static_cast<int>(names.size()),
                                        names.data());
  return v8::Context::New(isolate, &extensions);
}

absl::Status InstallPrelude(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::TryCatch caught(isolate);
  const auto failed = [&](absl::string_view what) {
    const std::string text =
        caught.HasCaught()
            ? DescribeException(context, caught, {}, kScript).text
            : "unexpected value";
    return absl::InternalError(absl::StrCat(what, ": ", text));
  };
  v8::Local<v8::Value> hooks;
  if (!Install(context).ToLocal(&hooks) || !hooks->IsObject()) {
    return failed("installing the prelude");
  }
  const v8::Local<v8::Object> object = hooks.As<v8::Object>();
  for (auto [name, hook] :
       {std::pair{"run", &g_hooks.run}, std::pair{"turn", &g_hooks.turn},
        std::pair{"exit", &g_hooks.exit},
        std::pair{"uncaught", &g_hooks.uncaught},
        std::pair{"rejection", &g_hooks.rejection},
        std::pair{"import", &g_hooks.import}, std::pair{"load", &g_hooks.load},
        std::pair{"importMeta", &g_hooks.import_meta},
        std::pair{"describe", &g_hooks.describe}}) {
    if (absl::Status status = TakeHook(context, object, name, *hook);
        !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace gavel::sandbox
