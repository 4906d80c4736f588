/** What documents say, compared with what is so. */
package io.github.workerfsm.documents;
