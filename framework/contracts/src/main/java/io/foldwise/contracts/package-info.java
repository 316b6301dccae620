/**
 * Contract tests: what every component of a kind must do, ready for a plugin author to inherit. A plugin's test extends
 * the class of its component's kind, says how the component is built, and JUnit runs all checks.
 *
 * <p>The checks know nothing but the contracts; networks are put together by the engine, as for the trainer. Models need an
 * ND4J backend on the class path.
 */
package io.foldwise.contracts;
