package io.foldwise.layers.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * oneDNN on this machine's processor. Whether its natives are there is found out once in a process, when somebody first asks,
 * and said in the log and in the system property {@value #PROPERTY}: what computes convolutions is part of where numbers come
 * from.
 */
public final class OneDnn {

    /** Says what computes convolutions in this process, once a layer has asked: {@code oneDNN 2.5.2 avx2}, {@code ND4J}. */
    public static final String PROPERTY = "foldwise.convolutions";

    private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

    private OneDnn() {}

    /** Whether convolutions can be computed here. */
    public static boolean available() {
        return Found.VERSION.isPresent();
    }

    /** Looked for when somebody first asks. */
    private static final class Found {

        static final Optional<String> VERSION = find();

        static {
            System.setProperty(PROPERTY, VERSION.orElse("ND4J"));
        }

        private static Optional<String> find() {
            try {
                dnnl_version_t version = dnnl.dnnl_version();
                String name = "oneDNN " + version.major() + "." + version.minor() + "." + version.patch() + " "
                        + InstructionSet.ofThisProcessor().label();
                LOG.info("convolutions are computed by {}", name);
                return Optional.of(name);
            } catch (LinkageError e) { // no natives for this platform, or none on the class path
                LOG.info("convolutions are computed by ND4J, since oneDNN's natives are missing: {}", e.toString());
                return Optional.empty();
            }
        }
    }

    /** What every primitive needs; the process keeps one. */
    static final class Processor {

        static final dnnl_engine ENGINE = new dnnl_engine();
        static final dnnl_stream STREAM = new dnnl_stream();

        static {
            check(dnnl.dnnl_engine_create(ENGINE, dnnl.dnnl_cpu, 0), "find the processor");
            check(dnnl.dnnl_stream_create(STREAM, ENGINE, dnnl.dnnl_stream_default_flags), "begin a stream");
        }

        private Processor() {}
    }

    /** @throws IllegalStateException if a function of oneDNN's did not succeed */
    static void check(int status, String what) {
        if (status != dnnl.dnnl_success) {
            throw new IllegalStateException("oneDNN could not " + what + " (status " + status + ")");
        }
    }
}
