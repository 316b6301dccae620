package io.foldwise.cli.endtoend;

import io.foldwise.cli.endtoend.Browser.Colours;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deque's axe-core, which looks at a page in a browser: contrast, headings, names of what can be used, and much else. */
record AccessibilityChecker(Path folder) {

    private static final String AXE = "/axe.min.js";
    private static final Pattern POLICY = Pattern.compile("<meta http-equiv=\"Content-Security-Policy\"[^>]*>");
    private static final Pattern SAID = Pattern.compile("<pre id=\"axe\">([^<]*)</pre>");
    private static final String ASKING = """
            <script>
            function said(lines) {
              var place = document.createElement("pre");
              place.id = "axe";
              place.textContent = btoa(unescape(encodeURIComponent(lines.join("\\n"))));
              document.body.appendChild(place);
            }
            window.addEventListener("load", function () {
              axe.run(document, { resultTypes: ["violations"] }).then(function (found) {
                said(found.violations.flatMap(function (rule) {
                  return rule.nodes.map(function (node) { return rule.id + ": " + node.html; });
                }));
              }, function (failure) { said(["failed: " + failure]); });
            });
            </script>
            """;

    /** What is wrong with a page: in each line a rule, and an element that does not follow it. */
    List<String> faults(Path page, Colours colours) throws IOException, InterruptedException {
        Path asking = Files.createTempDirectory(folder, "axe").resolve("page.html");
        String unguarded = POLICY.matcher(Files.readString(page)).replaceFirst("");
        Files.writeString(asking, unguarded.replace("</body>", script() + ASKING + "</body>"));
        String document = new Browser(folder).open(asking, colours).document();
        Matcher said = SAID.matcher(document);
        if (!said.find()) {
            throw new IllegalStateException("the checker has not come to an end:\n" + document);
        }
        return new String(Base64.getDecoder().decode(said.group(1)), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static String script() throws IOException {
        try (InputStream axe = AccessibilityChecker.class.getResourceAsStream(AXE)) {
            String text = new String(axe.readAllBytes(), StandardCharsets.UTF_8);
            return "<script>" + text.replace("</script", "<\\/script") + "</script>";
        }
    }
}
