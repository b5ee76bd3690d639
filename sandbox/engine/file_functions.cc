#include "sandbox/engine/file_functions.h"

#include <cerrno>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "sandbox/engine/commonjs.h"
#include "sandbox/engine/surroundings.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

using Arguments = v8::FunctionCallbackInfo<v8::Value>;

Volume& ProcessVolume() { return ProcessSurroundings().volume; }

// The absolute path in an argument.
std::string PathArgument(const Arguments& args, int index) {
  return index < args.Length() ? ToUtf8(args.GetIsolate(), args[index]) : "";
}

// The volume's name for it.
std::string NameArgument(const Arguments& args, int index) {
  return std::string(absl::StripPrefix(PathArgument(args, index), "/"));
}

// Anything but a whole number that is exact is -1.
int64_t NumberArgument(const Arguments& args, int index) {
  constexpr double kMostExact = 9007199254740991.0;
  if (index >= args.Length() || !args[index]->IsNumber()) return -1;
  const double number = args[index].As<v8::Number>()->Value();
  return std::abs(number) <= kMostExact && std::trunc(number) == number
             ? static_cast<int64_t>(number)
             : -1;
}

int DescriptorArgument(const Arguments& args) {
  const int64_t number = NumberArgument(args, 0);
  return number < INT32_MAX ? static_cast<int>(number) : -1;
}

struct Bytes {
  char* data = nullptr;
  size_t size = 0;
};

Bytes ViewArgument(const Arguments& args, int index) {
  if (index >= args.Length() || !args[index]->IsArrayBufferView()) return {};
  const auto view = args[index].As<v8::ArrayBufferView>();
  void* const base = view->Buffer()->GetBackingStore()->Data();
  if (base == nullptr) return {};
  return {static_cast<char*>(base) + view->ByteOffset(), view->ByteLength()};
}

void ReturnNumber(const Arguments& args, int64_t number) {
  args.GetReturnValue().Set(static_cast<double>(number));
}

void ReturnNames(const Arguments& args, const std::vector<std::string>& names) {
  v8::Isolate* isolate = args.GetIsolate();
  std::vector<v8::Local<v8::Value>> values;
  for (const std::string& name : names) {
    v8::Local<v8::String> text;
    if (!v8::String::NewFromUtf8(isolate, name.data(),
                                 v8::NewStringType::kNormal,
                                 static_cast<int>(name.size()))
             .ToLocal(&text)) {
      return;
    }
    values.push_back(text);
  }
  args.GetReturnValue().Set(
      v8::Array::New(isolate, values.data(), values.size()));
}

void ReturnStatus(const Arguments& args, int error,
                  const Volume::Status& status) {
  if (error != 0) return ReturnNumber(args, error);
  v8::Isolate* isolate = args.GetIsolate();
  std::vector<v8::Local<v8::Value>> values = {
      v8::Boolean::New(isolate, status.is_directory),
      v8::Number::New(isolate, static_cast<double>(status.size)),
      v8::Boolean::New(isolate, status.is_writable)};
  args.GetReturnValue().Set(
      v8::Array::New(isolate, values.data(), values.size()));
}

void Open(const Arguments& args) {
  ReturnNumber(args,
               ProcessVolume().Open(NameArgument(args, 0),
                                    static_cast<int>(NumberArgument(args, 1))));
}

void Close(const Arguments& args) {
  ReturnNumber(args, ProcessVolume().Close(DescriptorArgument(args)));
}

// (fd, view, position): the number of bytes.
void Read(const Arguments& args) {
  const Bytes bytes = ViewArgument(args, 1);
  ReturnNumber(args, ProcessVolume().Read(DescriptorArgument(args), bytes.data,
                                          bytes.size, NumberArgument(args, 2)));
}

// The same to the file.
void Write(const Arguments& args) {
  const Bytes bytes = ViewArgument(args, 1);
  ReturnNumber(args,
               ProcessVolume().Write(DescriptorArgument(args), bytes.data,
                                     bytes.size, NumberArgument(args, 2)));
}

void Truncate(const Arguments& args) {
  ReturnNumber(args, ProcessVolume().Truncate(DescriptorArgument(args),
                                              NumberArgument(args, 1)));
}

// [whether it is a directory, its size, whether it may be changed].
void Stat(const Arguments& args) {
  Volume::Status status;
  const int error = ProcessVolume().Stat(NameArgument(args, 0), status);
  ReturnStatus(args, error, status);
}

void StatOpen(const Arguments& args) {
  Volume::Status status;
  const int error = ProcessVolume().StatOpen(DescriptorArgument(args), status);
  ReturnStatus(args, error, status);
}

void List(const Arguments& args) {
  std::vector<std::string> names;
  const int error = ProcessVolume().List(NameArgument(args, 0), names);
  if (error != 0) return ReturnNumber(args, error);
  ReturnNames(args, names);
}

void MakeDirectory(const Arguments& args) {
  ReturnNumber(args, ProcessVolume().MakeDirectory(NameArgument(args, 0)));
}

void RemoveDirectory(const Arguments& args) {
  ReturnNumber(args, ProcessVolume().RemoveDirectory(NameArgument(args, 0)));
}

void Unlink(const Arguments& args) {
  ReturnNumber(args, ProcessVolume().Unlink(NameArgument(args, 0)));
}

void Rename(const Arguments& args) {
  ReturnNumber(args, ProcessVolume().Rename(NameArgument(args, 0),
                                            NameArgument(args, 1)));
}

void IsSource(const Arguments& args) {
  args.GetReturnValue().Set(ProcessVolume().Source(NameArgument(args, 0)) !=
                            nullptr);
}

void ReadSource(const Arguments& args) {
  v8::Local<v8::String> text;
  if (SourceText(args.GetIsolate(), PathArgument(args, 0)).ToLocal(&text)) {
    args.GetReturnValue().Set(text);
  }
}

// Whether import has to take it for one.
void IsEsModule(const Arguments& args) {
  args.GetReturnValue().Set(IsEsModuleFile(
      args.GetIsolate()->GetCurrentContext(), PathArgument(args, 0)));
}

void CompileSource(const Arguments& args) {
  v8::Local<v8::Function> function;
  if (SourceModule(args.GetIsolate()->GetCurrentContext(),
                   PathArgument(args, 0))
          .ToLocal(&function)) {
    args.GetReturnValue().Set(function);
  }
}

void GetArguments(const Arguments& args) {
  ReturnNames(args, ProcessSurroundings().arguments);
}

void AddFunction(v8::Local<v8::Context> context, v8::Local<v8::Object> to,
                 const char* name, v8::FunctionCallback callback) {
  // Without a prototype, so that none of them is a constructor.
  const v8::Local<v8::Function> function =
      v8::Function::New(context, callback, {}, 0,
                        v8::ConstructorBehavior::kThrow)
          .ToLocalChecked();
  to->Set(context, Name(context->GetIsolate(), name), function).Check();
}

}  // namespace

void AddFileFunctions(v8::Local<v8::Context> context,
                      v8::Local<v8::Object> host) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::Local<v8::Object> volume = v8::Object::New(isolate);
  struct Function {
    const char* name;
    v8::FunctionCallback callback;
  };
  for (const Function& function :
       {Function{"open", Open}, Function{"close", Close},
        Function{"read", Read}, Function{"write", Write},
        Function{"truncate", Truncate}, Function{"stat", Stat},
        Function{"statOpen", StatOpen}, Function{"list", List},
        Function{"makeDirectory", MakeDirectory},
        Function{"removeDirectory", RemoveDirectory},
        Function{"unlink", Unlink}, Function{"rename", Rename},
        Function{"isSource", IsSource}, Function{"isEsModule", IsEsModule},
        Function{"sourceText", ReadSource},
        Function{"compileSource", CompileSource}}) {
    AddFunction(context, volume, function.name, function.callback);
  }
  volume->SetIntegrityLevel(context, v8::IntegrityLevel::kFrozen).Check();
  host->Set(context, Name(isolate, "volume"), volume).Check();
  AddFunction(context, host, "arguments", GetArguments);
}

}  // namespace gavel::sandbox
