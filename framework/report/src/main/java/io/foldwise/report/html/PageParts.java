package io.foldwise.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What every page carries.
 *
 * @param policy a content security policy: pictures within the page, these scripts by their checksums, and no address anywhere
 */
record PageParts(String style, List<String> scripts, String policy) {

    private static final String OWN = "/io/foldwise/report/page/";
    private static final String JAR = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    static PageParts of(String... names) {
        String charts = "/META-INF/resources/webjars/uplot/" + version() + "/dist/uPlot.";
        List<String> scripts = new ArrayList<>(List.of(text(charts + "iife.min.js")));
        for (String name : names) {
            scripts.add(text(OWN + name));
        }
        String policy =
                "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                        + " script-src " + scripts.stream().map(PageParts::hash).collect(Collectors.joining(" "));
        return new PageParts(text(charts + "min.css") + "\n" + text(OWN + "page.css"), scripts, policy);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = open(JAR)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(PageParts.class.getResourceAsStream(resource), resource);
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
