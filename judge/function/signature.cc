#include "judge/function/signature.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "judge/function/lexer.h"

namespace gavel::function {
namespace {

// Of types in types.
constexpr int kMostNesting = 8;
constexpr size_t kShownBytes = 40;

// As an error quotes it.
std::string Shown(const Token& token) {
  if (token.kind == TokenKind::kEnd) return "the end of the file";
  const absl::string_view text = token.text.substr(0, kShownBytes);
  return absl::StrCat("\"", absl::CHexEscape(text),
                      text.size() < token.text.size() ? "..." : "", "\"");
}

bool HoldsFloats(const Type& type) {
  return type.kind != TypeKind::kFloat && Mentions(type, TypeKind::kFloat);
}

bool HasUnordered(const Type& type) {
  return type.unordered ||
         (!type.element.empty() && HasUnordered(type.element[0]));
}

// A recursive descent. Each Parse function returns false after an error that
// leaves it unclear where the text goes on; errors in meaning do not stop it.
class Parser {
 public:
  explicit Parser(absl::string_view text) : tokens_(Tokens(text)) {}

  ParsedSignature Parse() {
    if (ParseSignature() && now().kind != TokenKind::kEnd) {
      Expected("the end of the file: there is one function or class");
    }
    ParsedSignature parsed;
    if (errors_.empty()) parsed.signature = std::move(signature_);
    parsed.errors = std::move(errors_);
    return parsed;
  }

 private:
  const Token& now() const { return tokens_[index_]; }
  void Next() {
    if (now().kind != TokenKind::kEnd) ++index_;
  }

  void Add(const Token& at, std::string what) {
    errors_.push_back({at.line, at.column, std::move(what)});
  }

  bool Expected(absl::string_view what) {
    Add(now(), absl::StrCat("expected ", what, ", got ", Shown(now())));
    return false;
  }

  // Consumes the name or sign if it comes next.
  bool Take(absl::string_view text) {
    if (now().kind == TokenKind::kEnd || now().text != text) return false;
    Next();
    return true;
  }

  bool Require(absl::string_view sign) {
    return Take(sign) || Expected(absl::StrCat("\"", sign, "\""));
  }

  bool ParseSignature() {
    if (Take("function")) return ParseFunction();
    if (Take("class")) return ParseClass();
    return Expected("\"function\" or \"class\"");
  }

  bool ParseFunction() {
    Callable& function = signature_.callable;
    const Token at = now();
    if (!ParseName("the name of the function", function.name) ||
        !ParseParameters(function, true) || !ParseResult(function)) {
      return false;
    }
    Take(";");
    CheckInout(at, function);
    return true;
  }

  bool ParseClass() {
    signature_.is_class = true;
    Callable& constructor = signature_.callable;
    const Token at = now();
    if (!ParseName("the name of the class", constructor.name) ||
        !ParseParameters(constructor, false) || !Require("{")) {
      return false;
    }
    while (now().text != "}" && now().kind != TokenKind::kEnd) {
      if (!ParseMethod()) SkipMethod();
    }
    if (!Require("}")) return false;
    if (signature_.methods.empty() && errors_.empty()) {
      Add(at, "a class without methods");
    }
    return true;
  }

  bool ParseMethod() {
    Callable method;
    const Token at = now();
    if (!ParseName("the name of a method", method.name) ||
        !ParseParameters(method, false) || !ParseResult(method)) {
      return false;
    }
    Take(";");
    const auto same = [&](const Callable& other) {
      return other.name == method.name;
    };
    if (std::any_of(signature_.methods.begin(), signature_.methods.end(),
                    same)) {
      Add(at, absl::StrCat("a second method ", method.name));
    }
    if (method.name == "constructor") {
      Add(at, "the constructor's parameters follow the name of the class");
    }
    signature_.methods.push_back(std::move(method));
    return true;
  }

  // To the next line, or over the next semicolon.
  void SkipMethod() {
    const int line = now().line;
    while (now().kind != TokenKind::kEnd && now().text != "}" &&
           now().line == line) {
      if (Take(";")) return;
      Next();
    }
  }

  bool ParseName(absl::string_view what, std::string& name) {
    if (now().kind != TokenKind::kName) return Expected(what);
    name = absl::StrCat(now().text);
    if (IsReserved(name)) {
      Add(now(), absl::StrCat("the name ", name,
                              " is taken in JavaScript or TypeScript"));
    }
    Next();
    return true;
  }

  bool ParseParameters(Callable& callable, bool inout) {
    if (!Require("(")) return false;
    if (Take(")")) return true;
    do {
      if (!ParseParameter(callable, inout)) return false;
    } while (Take(","));
    return Require(")");
  }

  bool ParseParameter(Callable& callable, bool inout) {
    const Token at = now();
    // "inout" followed by ":" is a name like any other.
    if (now().text == "inout" && tokens_[index_ + 1].text != ":") {
      Next();
      if (!inout) {
        Add(at, "only parameters of functions may be inout");
      } else if (callable.inout.has_value()) {
        Add(at, "a second inout parameter");
      }
      callable.inout = callable.parameters.size();
    }
    Parameter parameter;
    const Token name = now();
    if (!ParseName("the name of a parameter", parameter.name) ||
        !Require(":") || !ParseType(parameter.type, 0)) {
      return false;
    }
    CheckParameter(name, callable, parameter);
    callable.parameters.push_back(std::move(parameter));
    return true;
  }

  void CheckParameter(const Token& at, const Callable& callable,
                      const Parameter& parameter) {
    for (const Parameter& other : callable.parameters) {
      if (other.name == parameter.name) {
        Add(at, absl::StrCat("a second parameter ", parameter.name));
      }
    }
    if (parameter.type.kind == TypeKind::kVoid) {
      Add(at, absl::StrCat("parameter ", parameter.name, " is void"));
    }
    const bool judged = callable.inout == callable.parameters.size();
    if (!judged && HasUnordered(parameter.type)) {
      Add(at,
          "unordered<...> says how results are compared; parameters have "
          "none");
    }
  }

  bool ParseResult(Callable& callable) {
    return Require(":") && ParseType(callable.result, 0);
  }

  void CheckInout(const Token& at, const Callable& function) {
    const bool nothing = function.result.kind == TypeKind::kVoid;
    if (nothing && !function.inout.has_value()) {
      Add(at,
          "a void function is judged by the parameter that it changes: mark it "
          "with inout");
    }
    if (!nothing && function.inout.has_value()) {
      Add(at, "a function with an inout parameter returns void");
    }
  }

  bool ParseType(Type& type, int depth) {
    if (depth > kMostNesting) {
      Add(now(), absl::StrCat("types more than ", kMostNesting, " deep"));
      return false;
    }
    const Token at = now();
    if (!ParseBaseType(type, depth)) return false;
    for (int arrays = depth; Take("[");) {
      if (!Require("]")) return false;
      if (type.kind == TypeKind::kVoid) Add(at, "an array of void");
      if (++arrays > kMostNesting) {
        Add(at, absl::StrCat("types more than ", kMostNesting, " deep"));
        return false;
      }
      Type array{TypeKind::kArray};
      array.element.push_back(std::move(type));
      type = std::move(array);
    }
    return true;
  }

  bool ParseBaseType(Type& type, int depth) {
    static constexpr std::array<TypeKind, 6> kScalars = {
        TypeKind::kVoid,  TypeKind::kInt,    TypeKind::kLong,
        TypeKind::kFloat, TypeKind::kString, TypeKind::kBool};
    for (const TypeKind kind : kScalars) {
      if (Take(ScalarName(kind))) {
        type.kind = kind;
        return true;
      }
    }
    if (Take("list")) return ParseChain(TypeKind::kList, type, depth);
    if (Take("tree")) return ParseChain(TypeKind::kTree, type, depth);
    if (Take("unordered")) return ParseUnordered(type, depth);
    return Expected(
        "a type: int, long, float, string, bool, list<...>, tree<...>, "
        "unordered<...> or void");
  }

  bool ParseChain(TypeKind kind, Type& type, int depth) {
    type.kind = kind;
    type.element.emplace_back();
    if (!Require("<")) return false;
    const Token at = now();
    if (!ParseType(type.element[0], depth + 1) || !Require(">")) return false;
    if (!IsScalar(type.element[0].kind)) {
      Add(at, "lists and trees hold int, long, float, string or bool");
    }
    return true;
  }

  bool ParseUnordered(Type& type, int depth) {
    if (!Require("<")) return false;
    const Token at = now();
    if (!ParseType(type, depth + 1) || !Require(">")) return false;
    if (type.kind != TypeKind::kArray) {
      Add(at, absl::StrCat("unordered<...> is of an array, not of ",
                           TypeName(type)));
      return true;
    }
    // With tolerances "equal" is not transitive, and which element belongs to
    // which would be a search.
    if (HoldsFloats(type.element[0])) {
      Add(at, "elements of an unordered array may be floats, not hold them");
    }
    type.unordered = true;
    return true;
  }

  const std::vector<Token> tokens_;
  size_t index_ = 0;
  Signature signature_;
  std::vector<SignatureError> errors_;
};

}  // namespace

const Type& JudgedType(const Callable& callable) {
  return callable.inout.has_value() ? callable.parameters[*callable.inout].type
                                    : callable.result;
}

std::vector<const Callable*> Callables(const Signature& signature) {
  std::vector<const Callable*> all = {&signature.callable};
  for (const Callable& method : signature.methods) all.push_back(&method);
  return all;
}

bool Mentions(const Signature& signature, TypeKind kind) {
  for (const Callable* callable : Callables(signature)) {
    if (Mentions(callable->result, kind)) return true;
    for (const Parameter& parameter : callable->parameters) {
      if (Mentions(parameter.type, kind)) return true;
    }
  }
  return false;
}

ParsedSignature ParseSignature(absl::string_view text) {
  return Parser(text).Parse();
}

}  // namespace gavel::function
