package io.foldwise.engine.archive;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/** Code of a stranger's: it is seen to have run if it was deserialized, or made a layer of a network. */
public final class Payload implements Serializable {

    private static final long serialVersionUID = 1;

    static volatile boolean executed;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        executed = true;
    }

    /** One that Deeplearning4j takes for a dropout, and makes when it reads a configuration that names it. */
    public static final class Dropout extends org.deeplearning4j.nn.conf.dropout.Dropout {

        private static final long serialVersionUID = 1;

        public Dropout() {
            super(0.5);
            executed = true;
        }

        @Override
        public Dropout clone() {
            return this;
        }
    }
}
