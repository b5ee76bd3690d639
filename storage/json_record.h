// Values as JSON objects, by the names that `Fields` gives their fields.
//
// Shape:   as storage/problem_json.h says. A type is a record if there is a
//          Fields(field, value) for it that is found where it is used; an
//          enumeration needs a kLastOf
// Errors:  writing: InvalidArgument for text that is not UTF-8 and for NaN.
//          Reading: DataLoss for a key that is unknown and for a value that is
//          not of its type
// Threads: pure, safe anywhere
#ifndef GAVEL_STORAGE_JSON_RECORD_H_
#define GAVEL_STORAGE_JSON_RECORD_H_

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/problem.h"
#include "core/sha256.h"
#include "core/submission.h"
#include "core/utf8.h"

namespace gavel::storage {

using Json = nlohmann::json;

// The last enumerator; the first is 1.
template <typename T>
constexpr T kLastOf = T{};
template <typename T>
concept JsonNumber = std::integral<T> && !std::same_as<T, bool>;
template <typename T>
concept JsonEnumeration = std::is_enum_v<T>;

struct AnyJsonField {
  void operator()(const char* name, auto& value);
  void OneOf(const char* first, const char* second, auto& value);
};
template <typename T>
concept JsonRecord = requires(AnyJsonField field, T value) {
  Fields(field, value);
};

// ---------------------------------------------------------------- writing

class JsonWriter {
 public:
  // `error` gets what cannot be written.
  explicit JsonWriter(absl::Status& error) : error_(error) {}

  template <typename T>
  void operator()(const char* name, T& value) {
    Json json = Value(value);
    const bool left_out = json.is_null() || json == Json(false) ||
                          (json.is_string() && json == Json("")) ||
                          (json.is_structured() && json.empty());
    if (!left_out) object_[name] = std::move(json);
  }

  template <typename T, typename U>
  void OneOf(const char* first, const char* second, std::variant<T, U>& value) {
    if (auto* chosen = std::get_if<T>(&value)) {
      (*this)(first, *chosen);
    } else {
      (*this)(second, std::get<U>(value));
    }
  }

  Json Take() { return std::move(object_); }

 private:
  Json Value(bool value) { return value; }
  Json Value(JsonNumber auto value) { return value; }
  Json Value(absl::Duration value) { return absl::ToInt64Microseconds(value); }
  Json Value(Bytes value) { return value.count(); }
  Json Value(const Sha256& hash) { return ToHex(hash); }
  Json Value(Language value) { return Value(LanguageText(value)); }
  template <JsonEnumeration T>
  Json Value(T value) {
    return static_cast<int>(value);
  }
  Json Value(double value) {
    if (std::isnan(value)) {
      error_ = absl::InvalidArgumentError("a number is not a number");
    }
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    return value;
  }
  Json Value(const std::string& text) {
    if (FindInvalidUtf8(text) == absl::string_view::npos) return text;
    error_ = absl::InvalidArgumentError(
        absl::StrCat("\"", ToValidUtf8(text, 80), "\" is not UTF-8"));
    return nullptr;
  }
  Json Value(PackageFile& file) {
    return {{"name", Value(file.name)}, {"sha256", file.path}};
  }
  template <typename T>
  Json Value(std::optional<T>& value) {
    return value.has_value() ? Value(*value) : Json();
  }
  template <typename T>
  Json Value(std::vector<T>& values) {
    Json list = Json::array();
    for (T& value : values) list.push_back(Value(value));
    return list;
  }
  template <typename K, typename V>
  Json Value(std::map<K, V>& values) {
    Json object = Json::object();
    for (auto& [key, value] : values) {
      const Json name = Value(key);
      if (name.is_string()) object[name.get<std::string>()] = Value(value);
    }
    return object;
  }
  template <JsonRecord T>
  Json Value(T& value) {
    JsonWriter record(error_);
    Fields(record, value);
    return record.Take();
  }

  static std::string LanguageText(Language language) {
    return std::string(LanguageName(language));
  }

  absl::Status& error_;
  Json object_ = Json::object();
};

// ---------------------------------------------------------------- reading

// Each Read is false for what is no value of the type.
inline bool ReadJson(const Json& json, bool& value) {
  if (!json.is_boolean()) return false;
  value = json.get<bool>();
  return true;
}

template <JsonNumber T>
inline bool ReadJson(const Json& json, T& value) {
  if (!json.is_number_integer()) return false;
  const auto number = json.get<int64_t>();
  if (number < std::numeric_limits<T>::min() ||
      number > std::numeric_limits<T>::max()) {
    return false;
  }
  value = static_cast<T>(number);
  return true;
}

inline bool ReadJson(const Json& json, double& value) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (json == Json("inf") || json == Json("-inf")) {
    value = json == Json("inf") ? kInfinity : -kInfinity;
    return true;
  }
  if (!json.is_number()) return false;
  value = json.get<double>();
  return true;
}

inline bool ReadJson(const Json& json, std::string& value) {
  if (!json.is_string()) return false;
  value = json.get<std::string>();
  return true;
}

inline bool ReadJson(const Json& json, absl::Duration& value) {
  int64_t micros = 0;
  if (!ReadJson(json, micros)) return false;
  value = absl::Microseconds(micros);
  return true;
}

inline bool ReadJson(const Json& json, Bytes& value) {
  int64_t count = 0;
  if (!ReadJson(json, count)) return false;
  value = Bytes(count);
  return true;
}

inline bool ReadJson(const Json& json, Language& value) {
  std::string name;
  if (!ReadJson(json, name)) return false;
  const std::optional<Language> language = ParseLanguage(name);
  value = language.value_or(value);
  return language.has_value();
}

template <JsonEnumeration T>
inline bool ReadJson(const Json& json, T& value) {
  int number = 0;
  if (!ReadJson(json, number) || number < 1 ||
      number > static_cast<int>(kLastOf<T>)) {
    return false;
  }
  value = static_cast<T>(number);
  return true;
}

inline bool ReadJson(const Json& json, PackageFile& file) {
  if (!json.is_object() || json.size() != 2) return false;
  const Json name = json.value("name", Json());
  const Json hash = json.value("sha256", Json());
  return ReadJson(name, file.name) && ReadJson(hash, file.path) &&
         Sha256FromHex(file.path).has_value();
}

inline bool ReadJson(const Json& json, Sha256& hash) {
  std::string hex;
  if (!ReadJson(json, hex)) return false;
  const std::optional<Sha256> read = Sha256FromHex(hex);
  hash = read.value_or(hash);
  return read.has_value();
}

// Records and what is made of them; they need each other.
template <JsonRecord T>
inline bool ReadJson(const Json& json, T& value);

template <typename T>
inline bool ReadJson(const Json& json, std::optional<T>& value) {
  value.reset();
  return json.is_null() || ReadJson(json, value.emplace());
}

template <typename T>
inline bool ReadJson(const Json& json, std::vector<T>& values) {
  values.clear();
  if (!json.is_array()) return false;
  for (const Json& element : json) {
    if (!ReadJson(element, values.emplace_back())) return false;
  }
  return true;
}

template <typename K, typename V>
inline bool ReadJson(const Json& json, std::map<K, V>& values) {
  values.clear();
  if (!json.is_object()) return false;
  for (const auto& [name, element] : json.items()) {
    K key{};
    if (!ReadJson(Json(name), key) || !ReadJson(element, values[key]))
      return false;
  }
  return true;
}

class JsonReader {
 public:
  explicit JsonReader(const Json& object) : object_(object) {}

  template <typename T>
  void operator()(const char* name, T& value) {
    const auto found = object_.find(name);
    if (found != object_.end()) {
      ++taken_;
      if (!ReadJson(*found, value)) Fail(name);
    } else if constexpr (std::is_same_v<T, bool> || !IsAlwaysWritten<T>()) {
      value = T{};
    }
  }

  template <typename T, typename U>
  void OneOf(const char* first, const char* second, std::variant<T, U>& value) {
    if (object_.contains(second)) {
      (*this)(second, value.template emplace<U>());
    } else {
      (*this)(first, value.template emplace<T>());
    }
  }

  // The first field that cannot be read; "" for none.
  std::string bad() const {
    if (!bad_.empty() || taken_ == object_.size()) return bad_;
    return "an unknown key";
  }

 private:
  template <typename T>
  static constexpr bool IsAlwaysWritten() {
    return std::is_arithmetic_v<T> || std::is_enum_v<T> ||
           std::is_same_v<T, absl::Duration> || std::is_same_v<T, Bytes>;
  }
  void Fail(const char* name) {
    if (bad_.empty()) bad_ = name;
  }

  const Json& object_;
  size_t taken_ = 0;
  std::string bad_;
};

template <JsonRecord T>
inline bool ReadJson(const Json& json, T& value) {
  if (!json.is_object()) return false;
  JsonReader reader(json);
  Fields(reader, value);
  return reader.bad().empty();
}

template <typename T>
absl::StatusOr<std::string> WriteRecord(T value) {
  absl::Status error;
  JsonWriter writer(error);
  Fields(writer, value);
  if (!error.ok()) return error;
  return writer.Take().dump();
}

template <typename T>
absl::Status ReadRecord(absl::string_view text, T& value) {
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object()) return absl::DataLossError("no JSON object");
  JsonReader reader(json);
  Fields(reader, value);
  if (reader.bad().empty()) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("JSON with a bad value: ", reader.bad()));
}

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_JSON_RECORD_H_
