package io.foldwise.layers.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Networks;
import io.foldwise.layers.image.Convolution;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Where oneDNN's natives are missing, ND4J computes convolutions. */
final class WithoutOneDnnTest {

    /** What is trained either way; public, with a public constructor, so that another class loader can make one. */
    public static final class Training implements Callable<float[]> {

        @Override
        public float[] call() {
            ComputationGraph network = Networks.build(
                    DataType.FLOAT,
                    InputType.convolutional(6, 8, 2, CNN2DFormat.NHWC),
                    (net, x) -> net.add(
                            "second",
                            new Convolution(Convolution.Options.of(4, 1)),
                            net.add(
                                    "first",
                                    new Convolution(Convolution.Options.of(6, 3)
                                            .stride(2)
                                            .groups(2)),
                                    x)));
            INDArray images =
                    Nd4j.linspace(DataType.FLOAT, -1, 0.01, 2 * 6 * 8 * 2).reshape(2, 6, 8, 2);
            INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 1}});
            for (int i = 0; i < 3; i++) {
                network.fit(new DataSet(images, labels));
            }
            return network.output(images)[0].dup('c').data().asFloat();
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty(OneDnn.PROPERTY);
    }

    @Test
    void trainsTheSame() throws Exception {
        float[] expected = new Training().call();
        Class<?> training = Class.forName(Training.class.getName(), true, new WithoutNatives());
        System.clearProperty(OneDnn.PROPERTY);
        float[] actual =
                (float[]) ((Callable<?>) training.getDeclaredConstructor().newInstance()).call();
        assertThat(System.getProperty(OneDnn.PROPERTY)).isEqualTo("ND4J");
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-5f));
        }
    }

    /** Loads our classes anew, and none of oneDNN's. */
    private static final class WithoutNatives extends ClassLoader {

        WithoutNatives() {
            super(WithoutOneDnnTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.bytedeco.dnnl.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.foldwise.layers.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
