package io.foldwise.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;

/** Keeps out of the log what libraries warn of without a reason, each by its logger and the beginning of its message. */
final class FalseAlarms extends Filter<ILoggingEvent> {

    private static final Map<String, String> KNOWN = Map.of(
            // of every network whose input may have any length
            "org.deeplearning4j.nn.conf.inputs.InputType", "Assigning a size of zero");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String beginning = KNOWN.get(event.getLoggerName());
        return beginning != null && event.getFormattedMessage().startsWith(beginning)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
