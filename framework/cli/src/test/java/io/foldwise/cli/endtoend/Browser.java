package io.foldwise.cli.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a window, as far as it is installed. */
record Browser(Path folder) {

    private static final String NAME = "chromium";
    private static final int WAIT_SECONDS = 60;

    /** Who asks, in the browser's own requests, which are of no page. */
    private static final String NOBODY = "not an origin";

    private static final Pattern CONSOLE = Pattern.compile(":CONSOLE[:(].*");

    /**
     * A page once its scripts have run.
     *
     * @param document as HTML
     * @param console what it wrote there, a line each, among them what its policy kept it from
     * @param requests of the page that go to the network, whether or not they arrive
     */
    record Opened(String document, List<String> console, List<String> requests) {}

    static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, NAME)));
    }

    /** What a reader has asked their system for. */
    enum Colours {
        DARK,
        LIGHT
    }

    /** Opens a page in light colours, and lets two seconds of its time go by. */
    Opened open(Path page) throws IOException, InterruptedException {
        return open(page, Colours.LIGHT);
    }

    Opened open(Path page, Colours colours) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(folder, "browser");
        Path said = place.resolve("said.txt");
        Path document = place.resolve("document.html");
        Path network = place.resolve("network.json");
        Process browser = new ProcessBuilder(
                        NAME,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--user-data-dir=" + place.resolve("profile"),
                        "--blink-settings=preferredColorScheme=" + colours.ordinal(),
                        "--window-size=1400,6000",
                        "--virtual-time-budget=2000",
                        "--enable-logging=stderr",
                        "--log-net-log=" + network,
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(document.toFile())
                .redirectError(said.toFile())
                .start();
        if (!browser.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly();
            throw new IllegalStateException("the browser did not end:\n" + Files.readString(said));
        }
        return new Opened(
                Files.readString(document),
                CONSOLE.matcher(Files.readString(said))
                        .results()
                        .map(found -> found.group())
                        .toList(),
                requests(network));
    }

    private static List<String> requests(Path network) throws IOException {
        List<String> urls = new ArrayList<>();
        for (JsonNode event : new ObjectMapper().readTree(network.toFile()).get("events")) {
            String asking = event.at("/params/initiator").asText(NOBODY);
            if (!asking.equals(NOBODY)) {
                urls.add(event.at("/params/url").asText());
            }
        }
        return urls;
    }
}
