package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProblemReportTest {

    @Test
    void keepsAProblemOnItsLineWhateverItQuotes() {
        ProblemReport report = new ProblemReport();
        report.add(new Problem(new Location("x.conf", 3, "name"), "is 'a\rb\nc'"));

        assertThat(report.toString().lines()).containsExactly("x.conf:3: name: is 'a\\u000db\\u000ac'", "1 problem");
    }
}
