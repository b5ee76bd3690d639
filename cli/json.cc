#include "cli/json.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/duration.pb.h>
#include <google/protobuf/message.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace gavel::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Timestamp;
using Json = nlohmann::ordered_json;

Json ToValue(const Message& message);

Json TimeValue(const Message& message) {
  const auto& timestamp = static_cast<const Timestamp&>(message);
  const absl::Time time = absl::FromUnixSeconds(timestamp.seconds()) +
                          absl::Nanoseconds(timestamp.nanos());
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone());
}

// "90s", "0.5s": as parsers of proto3 JSON read it.
Json DurationValue(const Message& message) {
  const auto& duration =
      static_cast<const google::protobuf::Duration&>(message);
  const bool negative = duration.seconds() < 0 || duration.nanos() < 0;
  std::string text =
      absl::StrCat(negative ? "-" : "", std::abs(duration.seconds()));
  if (duration.nanos() != 0) {
    absl::StrAppendFormat(&text, ".%09d", std::abs(duration.nanos()));
    text.erase(text.find_last_not_of('0') + 1);
  }
  return absl::StrCat(text, "s");
}

// Of a field that is not repeated, or of its element `index`.
template <typename Get>
Json FieldValue(const FieldDescriptor& field, const Get& get) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return get.Int32();
    case FieldDescriptor::CPPTYPE_INT64:
      return get.Int64();
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return get.Double();
    case FieldDescriptor::CPPTYPE_BOOL:
      return get.Bool();
    case FieldDescriptor::CPPTYPE_ENUM:
      return get.EnumName();
    case FieldDescriptor::CPPTYPE_STRING:
      return get.String();
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ToValue(get.MessageValue());
    default:
      // The API has no others.
      return nullptr;
  }
}

struct Single {
  const Message& message;
  const FieldDescriptor* field;

  const google::protobuf::Reflection& reflection() const {
    return *message.GetReflection();
  }
  int32_t Int32() const { return reflection().GetInt32(message, field); }
  int64_t Int64() const { return reflection().GetInt64(message, field); }
  double Double() const { return reflection().GetDouble(message, field); }
  bool Bool() const { return reflection().GetBool(message, field); }
  std::string String() const { return reflection().GetString(message, field); }
  std::string EnumName() const {
    return reflection().GetEnum(message, field)->name();
  }
  const Message& MessageValue() const {
    return reflection().GetMessage(message, field);
  }
};

struct Element {
  const Message& message;
  const FieldDescriptor* field;
  int index;

  const google::protobuf::Reflection& reflection() const {
    return *message.GetReflection();
  }
  int32_t Int32() const {
    return reflection().GetRepeatedInt32(message, field, index);
  }
  int64_t Int64() const {
    return reflection().GetRepeatedInt64(message, field, index);
  }
  double Double() const {
    return reflection().GetRepeatedDouble(message, field, index);
  }
  bool Bool() const {
    return reflection().GetRepeatedBool(message, field, index);
  }
  std::string String() const {
    return reflection().GetRepeatedString(message, field, index);
  }
  std::string EnumName() const {
    return reflection().GetRepeatedEnum(message, field, index)->name();
  }
  const Message& MessageValue() const {
    return reflection().GetRepeatedMessage(message, field, index);
  }
};

Json ListValue(const Message& message, const FieldDescriptor* field) {
  Json list = Json::array();
  const int size = message.GetReflection()->FieldSize(message, field);
  for (int i = 0; i < size; ++i) {
    list.push_back(FieldValue(*field, Element{message, field, i}));
  }
  return list;
}

Json ToValue(const Message& message) {
  if (message.GetDescriptor() == Timestamp::descriptor()) {
    return TimeValue(message);
  }
  if (message.GetDescriptor() == google::protobuf::Duration::descriptor()) {
    return DurationValue(message);
  }
  Json object = Json::object();
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message.GetDescriptor()->field(i);
    if (field->is_repeated()) {
      object[field->name()] = ListValue(message, field);
    } else if (!field->has_presence() ||
               message.GetReflection()->HasField(message, field)) {
      object[field->name()] = FieldValue(*field, Single{message, field});
    }
  }
  return object;
}

std::string Dump(const Json& json) {
  // Bytes that are not UTF-8 become U+FFFD.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string ToJson(const Message& message) { return Dump(ToValue(message)); }

std::string PointersToJson(const std::vector<const Message*>& list) {
  Json array = Json::array();
  for (const Message* message : list) array.push_back(ToValue(*message));
  return Dump(array);
}

}  // namespace gavel::cli
