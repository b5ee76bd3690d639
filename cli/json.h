// Messages of the API as JSON for scripts.
//
// Shape:   names as in the .proto files; numbers are JSON numbers, enumerators
//          their names, timestamps RFC 3339, durations "90s", bytes text.
//          Fields that are not set are there with their default, messages and
//          optional fields that are not set are not
// Threads: pure, safe anywhere
#ifndef GAVEL_CLI_JSON_H_
#define GAVEL_CLI_JSON_H_

#include <string>
#include <vector>

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace gavel::cli {

std::string PointersToJson(
    const std::vector<const google::protobuf::Message*>& list);

// Indented, with a line feed at the end.
std::string ToJson(const google::protobuf::Message& message);
// The same for a list, as an array.
template <typename List>
std::string ListToJson(const List& list) {
  std::vector<const google::protobuf::Message*> pointers;
  for (const auto& message : list) pointers.push_back(&message);
  return PointersToJson(pointers);
}

}  // namespace gavel::cli

#endif  // GAVEL_CLI_JSON_H_
