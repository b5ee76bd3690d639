#include "judge/package/extension.h"

#include <optional>

#include "judge/package/fields.h"
#include "judge/package/yaml.h"

namespace gavel::package {

void ParseExtension(const std::string& text, const std::string& file,
                    Limits& limits, Findings& findings) {
  const std::optional<YamlNode> root = ParseYaml(text, file, findings);
  if (!root.has_value()) return;
  const Fields fields(*root, file, "", findings);
  fields.AllowOnly({"features"});
  const YamlNode* const node = fields.Get("features");
  if (node == nullptr) return;
  const Fields features(*node, file, "features", findings);
  features.AllowOnly({"eval", "web_assembly"});
  Features& allowed = limits.features;
  allowed.eval = features.Boolean("eval").value_or(allowed.eval);
  allowed.web_assembly =
      features.Boolean("web_assembly").value_or(allowed.web_assembly);
}

}  // namespace gavel::package
