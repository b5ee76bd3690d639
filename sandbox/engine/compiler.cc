#include "sandbox/engine/compiler.h"

#include <array>
#include <cstddef>
#include <memory>

#include "sandbox/engine/exceptions.h"
#include "sandbox/engine/host_functions.h"
#include "sandbox/engine/report.h"

namespace gavel::sandbox {
namespace {

constexpr const char* kName = "gavel:compiler";

// A script that V8 reads where it is.
class Borrowed final : public v8::String::ExternalOneByteStringResource {
 public:
  explicit Borrowed(const std::string& text) : text_(text) {}
  const char* data() const override { return text_.data(); }
  size_t length() const override { return text_.size(); }

 private:
  const std::string& text_;
};

[[noreturn]] void EndFailed(v8::Local<v8::Context> context,
                            const v8::TryCatch& caught) {
  ExceptionInfo info;
  info.text = "the compiler is not what was expected";
  if (caught.HasCaught()) info = DescribeException(context, caught, {}, kName);
  EndProcess(
      info.stack_overflow ? wire::Claim::kStack : wire::Claim::kException, 1,
      Position(), info.text.data(), info.text.size());
}

// refuse(line, column, text): the source is wrong there; does not return.
void Refuse(const v8::FunctionCallbackInfo<v8::Value>& args) {
  const v8::Local<v8::Context> context = args.GetIsolate()->GetCurrentContext();
  Position position;
  if (args.Length() < 3 || !args[0]->Int32Value(context).To(&position.line) ||
      !args[1]->Int32Value(context).To(&position.column)) {
    position = Position();
  }
  const std::string text = ToUtf8(args.GetIsolate(), args[2]);
  EndProcess(wire::Claim::kSyntax, 1, position, text.data(), text.size());
}

v8::MaybeLocal<v8::Value> Evaluate(v8::Local<v8::Context> context,
                                   const std::string& source) {
  v8::Isolate* isolate = context->GetIsolate();
  auto resource = std::make_unique<Borrowed>(source);
  v8::Local<v8::String> text;
  if (!v8::String::NewExternalOneByte(isolate, resource.get()).ToLocal(&text)) {
    return {};
  }
  // V8's from now on.
  // NOLINTBEGIN(clang-analyzer-cplusplus.NewDeleteLeaks)
  static_cast<void>(resource.release());
  v8::ScriptOrigin origin = Origin(isolate, Name(isolate, kName));
  // NOLINTEND(clang-analyzer-cplusplus.NewDeleteLeaks)
  v8::Local<v8::Script> script;
  if (!v8::Script::Compile(context, text, &origin).ToLocal(&script)) return {};
  return script->Run(context);
}

// The member `name` of `object`, if that is a function.
v8::MaybeLocal<v8::Function> FunctionOf(v8::Local<v8::Context> context,
                                        v8::Local<v8::Value> object,
                                        const char* name) {
  v8::Local<v8::Value> member;
  if (!object->IsObject() ||
      !object.As<v8::Object>()
           ->Get(context, Name(context->GetIsolate(), name))
           .ToLocal(&member) ||
      !member->IsFunction()) {
    return {};
  }
  return member.As<v8::Function>();
}

v8::MaybeLocal<v8::Value> Call(v8::Local<v8::Context> context,
                               v8::MaybeLocal<v8::Function> function,
                               std::array<v8::Local<v8::Value>, 2> arguments) {
  v8::Local<v8::Function> callee;
  if (!function.ToLocal(&callee)) return {};
  return callee->Call(context, v8::Undefined(context->GetIsolate()),
                      static_cast<int>(arguments.size()), arguments.data());
}

}  // namespace

void Compiler::Load(v8::Local<v8::Context> context, const std::string& source) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::TryCatch caught(isolate);
  const v8::Local<v8::Value> nothing = v8::Undefined(isolate);
  v8::Local<v8::Function> refuse;
  v8::Local<v8::Function> run;
  v8::Local<v8::Value> driver;
  v8::Local<v8::Value> hooks;
  if (!v8::Function::New(context, Refuse).ToLocal(&refuse) ||
      !Evaluate(context, source).ToLocal(&driver) ||
      !Call(context, FunctionOf(context, driver, "install"),
            {MakeHostObject(context), refuse})
           .ToLocal(&hooks) ||
      Call(context, FunctionOf(context, hooks, "warmUp"), {nothing, nothing})
          .IsEmpty() ||
      !FunctionOf(context, hooks, "run").ToLocal(&run)) {
    EndFailed(context, caught);
  }
  run_.Reset(isolate, run);
}

void Compiler::Run(v8::Local<v8::Context> context) {
  // What is hot has been optimized; a run is too short to gain from more.
  v8::V8::SetFlagsFromString("--no-opt");
  v8::Isolate* isolate = context->GetIsolate();
  const v8::TryCatch caught(isolate);
  const v8::Local<v8::Value> nothing = v8::Undefined(isolate);
  if (Call(context, run_.Get(isolate), {nothing, nothing}).IsEmpty()) {
    EndFailed(context, caught);
  }
  EndProcess(wire::Claim::kClean, 0, Position(), nullptr, 0);
}

}  // namespace gavel::sandbox
