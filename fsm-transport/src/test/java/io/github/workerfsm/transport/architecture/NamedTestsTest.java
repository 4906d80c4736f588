package io.github.workerfsm.transport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Where to find the test of each threat, and the equivalent of each test of the systems that this
 * transport takes after; and that none of them gets lost.
 *
 * <p>The tests of threats have the id in their names: {@code t_f1_...} is of T-F1, so that {@code
 * -Dtest='*#t_f1_*'} runs them. The equivalents are in {@link #EQUIVALENTS}: theirs on the left,
 * ours on the right.
 */
class NamedTestsTest {
  private static final List<String> THREATS =
      List.of(
          "F1", "F2", "F3", "F4", "F5", "S1", "S2", "R1", "A1", "A2", "A3", "D1", "D2", "D3", "D4",
          "B1", "C1", "C2", "C3", "C4", "C5", "C6", "H1", "H2", "H3", "K1", "K2", "K3", "K4");

  private static final String EQUIVALENTS =
      """
      faabric, message server
      sending one message to server            | EndpointTest.sending_one_message_to_server
      sending response to client               | EndpointTest.sending_response_to_client
      multiple clients talking to one server   | EndpointTest.multiple_clients_talking_to_one_server
      client timeout on requests               | EndpointTest.client_timeout_on_requests_to_valid_server
      blocking requests                        | EndpointTest.t_b1_requests_that_wait_for_each_other_finish_with_any_number_of_threads
      keeps listening after socket timeout     | EndpointClientTest.server_keeps_listening_after_socket_timeout
      faabric, message endpoint client
      send/recv one message                    | EndpointClientTest.send_and_receive_one_message
      send before recv is ready                | EndpointClientTest.send_before_receiver_is_ready
      await response                           | EndpointClientTest.await_response
      many messages                            | EndpointTest.messages_of_one_key_are_handled_in_order
      many messages from many clients          | EndpointClientTest.send_and_receive_many_messages_from_many_clients
      can't set invalid timeouts               | EndpointTest.cannot_set_invalid_timeouts
      direct messaging                         | MailboxTest.letters_come_out_in_the_order_in_which_they_went_in
      faabric, message
      message moving                           | BoundsTest.message_moving_what_is_sent_stays_whole_and_may_be_sent_again
      faabric, point to point and groups
      mappings from client                     | GroupTest.set_and_send_point_to_point_mappings_from_client
      send and receive                         | GroupTest.send_and_receive_point_to_point_messages
      in-order message delivery                | GroupTest.in_order_message_delivery_whatever_order_they_come_in
      with scheduling decision                 | GroupTest.send_and_receive_with_a_decision_where_members_are_scheduled
      waiting for messaging to be enabled      | GroupTest.waiting_for_messaging_to_be_enabled
      distributed lock/unlock                  | GroupTest.distributed_lock_and_unlock
      removing mappings                        | GroupTest.removing_mappings
      lock requests                            | GroupTest.lock_requests_that_make_no_sense_are_refused_with_one_line
      lock requests, recursive                 | GroupTest.recursive_lock_requests
      distributed barrier                      | GroupTest.distributed_barrier
      local try lock                           | GroupTest.local_try_lock
      notify and await                         | GroupTest.notify_and_await
      faabric, TCP sockets
      connecting a pair                        | NetworkTest.frames_arrive_once_and_in_order
      options throw on a closed socket         | BoundsTest.tcp_sockets_nothing_can_be_done_with_a_closed_one_and_nothing_throws
      one message small, large, none           | BoundsTest.tcp_sockets_one_message_of_any_size_arrives
      receive timeout                          | NetworkTest.t_f5_silent_sockets_are_closed_and_a_good_peer_does_not_notice
      couchdb, rexi
      t_cast                                   | JobCastTest.t_cast_the_end_of_the_job_comes_back
      t_cast_explicit_caller                   | JobCastTest.t_cast_explicit_caller_whoever_submitted_is_told_and_nobody_else
      t_cast_ref                               | JobCastTest.t_cast_ref_it_carries_the_reference_that_the_coordinator_has_made
      t_sync_cast                              | JobCastTest.t_sync_cast_a_job_is_accepted_or_the_caller_hears_why_not
      t_stream2                                | StreamTest.t_stream2_init_start_item_last_silence
      t_stream2_acks                           | StreamTest.t_k1_t_stream2_acks_five_items_silence_one_ack_one_item_and_the_last_without_credit
      t_stream2_cancel                         | StreamTest.t_stream2_cancel_ends_normally
      t_kill                                   | JobTest.t_kill_the_end_of_the_lease_ends_its_jobs_and_not_those_of_others
      t_cast_error                             | JobTest.t_cast_error_a_failing_job_tells_the_reason
      t_ping                                   | BoundsTest.t_ping_a_ping_is_answered_and_tells_the_listener_nothing
      t_metrics                                | BoundsTest.t_send_and_t_get_buffered_count_what_waits_is_counted_and_leaves_oldest_first
      couchdb, rexi_buffer
      t_send, t_get_buffered_count             | BoundsTest.t_send_and_t_get_buffered_count_what_waits_is_counted_and_leaves_oldest_first
      t_buffer_erase                           | BoundsTest.t_buffer_erase_what_had_no_time_to_leave_is_reported
      t_terminate_clears_persistent_term       | BoundsTest.t_terminate_nothing_is_left
      couchdb, fabric_streams
      should_clean_workers                     | CoordinatorDeathTest.should_clean_workers
      does_not_fire_if_cleanup_called          | CoordinatorDeathTest.does_not_fire_if_cleanup_called
      should_clean_additional_worker_too       | CoordinatorDeathTest.should_clean_additional_worker_too
      ..is_killed_if_client_disconnects        | CoordinatorDeathTest.coordinator_is_killed_if_client_disconnects
      ..is_not_killed_if_client_is_connected   | CoordinatorDeathTest.coordinator_is_not_killed_if_client_is_connected
      submit_jobs_sets_up_cleaner              | CoordinatorDeathTest.submit_jobs_sets_up_cleaner
      cleanup_called_on_timeout                | CoordinatorDeathTest.cleanup_called_on_timeout
      cleanup_called_on_error                  | CoordinatorDeathTest.cleanup_called_on_error
      globus-compute, executor
      migrate_internal_task_status             | RelayTest.migrate_internal_task_status_receipt_is_waiting_for_nodes
      start_task_status                        | RelayTest.start_task_status_dispatch_is_waiting_for_launch
      task_to_worker_status_change             | RelayTest.task_to_worker_status_change_hand_off_is_running
      starter_sends_sentinel_upon_error        | StartTest.starter_sends_sentinel_upon_error
      poll_funcx_task_socket                   | StartTest.poll_task_socket_an_event_of_the_scheduler_reaches_the_machine
      remove_worker_init                       | StartTest.remove_worker_init_a_worker_that_has_registered_and_goes_is_noticed
      worker register_and_kill                 | StartTest.worker_register_and_kill
      worker execute                           | ThreadPoolTest.a_result_becomes_a_success_with_its_size_and_type
      worker failing function                  | ThreadPoolTest.whatever_goes_wrong_becomes_a_failure_that_says_what
      worker timeout                           | ThreadPoolTest.a_running_thread_survives_the_stop_and_its_late_completion_is_told
      globus-compute, interchange
      main_exception_always_quiesces           | RelayNetworkTest.main_exception_always_quiesces
      reconnect_attempt_limit                  | RelayNetworkTest.reconnect_attempt_limit_a_node_that_reaches_nobody_quiesces_and_keeps_its_results
      reset_reconnect_attempt_limit_when_stable| RelayTest.reset_reconnect_attempt_limit_when_stable
      graceful_shutdown                        | RelayNetworkTest.graceful_shutdown_statuses_results_and_capacity_arrive_and_nothing_is_left
      stored_results_processed                 | RelayTest.stored_results_processed_what_an_interchange_kept_its_successor_sends
      forwards_tasks_and_results               | RelayTest.forwards_tasks_and_results_and_the_acknowledgement_comes_back
      no_heartbeat                             | RelayTest.no_heartbeat_the_tasks_of_a_lost_manager_fail_and_its_late_results_change_nothing
      reconnect_after_disconnect               | RelayTest.reconnect_after_disconnect_nothing_is_lost
      globus-compute-common, messagepack
      pack/unpack each type                    | FuncxCodecTest.each_type_has_these_bytes_and_is_read_from_them
      pack/unpack each type, ours              | MessagesTest.each_message_is_unpacked_as_it_was_packed
      missing field                            | FuncxCodecTest.missing_field_and_wrong_kind_in_a_report
      bad UUID                                 | FuncxCodecTest.bad_uuid
      unknown type, empty buffer               | FuncxCodecTest.empty_and_unknown_type
      missing data                             | MessagesTest.a_truncated_or_longer_message_is_refused
      wrong JSON kind                          | FuncxCodecTest.wrong_kind_and_wrong_form
      unknown version                          | FramesTest.another_version_flags_checksum_and_header_length_are_refused
      unknown fields                           | FuncxCodecTest.a_period_with_a_fraction_and_members_that_are_new_are_read
      JeroMQ
      ProxyTerminateTest                       | NetworkTest.t_c1_close_before_use_twice_and_from_many_threads_leaves_no_thread
      HeartbeatsTest                           | NetworkTest.heartbeats_keep_a_silent_connection_and_a_dead_one_is_closed
      RouterMandatoryTest                      | BoundsTest.router_mandatory_a_peer_that_is_not_there_takes_nothing
      RouterHandoverTest                       | NetworkTest.t_a2_of_two_connections_of_one_instance_the_newer_epoch_stays
      HighWatermarkTest                        | NetworkTest.t_s2_accepted_is_delivered_or_reported_lost
      TestTimeo                                | NetworkTest.t_s1_a_reader_that_stops_fills_the_queue_and_what_is_undelivered_is_counted
      ImmediateTest                            | NetworkTest.a_connection_that_cannot_be_made_fails_and_leaves_nothing
      Parsl
      test_missing_heartbeat_3262              | LivenessTest.test_missing_heartbeat_3262_a_heartbeat_of_an_unknown_peer_harms_nobody
      """;

  private static final Pattern THREAT = Pattern.compile("t_([a-z]\\d)_.*");

  private static final List<String> TESTS = tests();

  /** Test methods as Class.method; of {@code @AfterEach} those that check something. */
  private static List<String> tests() {
    List<String> tests = new ArrayList<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.github.workerfsm.transport")) {
      for (JavaMethod method : each.getMethods()) {
        boolean test =
            method.getAnnotations().stream()
                .anyMatch(
                    annotation ->
                        annotation
                            .getRawType()
                            .getSimpleName()
                            .matches("Test|ParameterizedTest|Property|AfterEach"));
        if (test && each.getSimpleName().endsWith("Test")) {
          tests.add(each.getSimpleName() + "." + method.getName());
        }
      }
    }
    return tests;
  }

  @Test
  void every_threat_has_a_test_that_bears_its_id() {
    Map<String, List<String>> found = new TreeMap<>();
    for (String test : TESTS) {
      Matcher id = THREAT.matcher(test.substring(test.indexOf('.') + 1));
      if (id.matches()) {
        found
            .computeIfAbsent(id.group(1).toUpperCase(java.util.Locale.ROOT), k -> new ArrayList<>())
            .add(test);
      }
    }
    assertThat(found.keySet())
        .as("ids of threats that have tests")
        .isEqualTo(new TreeSet<>(THREATS));
  }

  @Test
  void every_equivalent_exists() {
    List<String> missing = new ArrayList<>();
    for (String line : EQUIVALENTS.lines().toList()) {
      int bar = line.indexOf('|');
      if (bar >= 0 && !TESTS.contains(line.substring(bar + 1).strip())) {
        missing.add(line.strip());
      }
    }
    assertThat(missing).as("equivalents that do not exist").isEmpty();
  }
}
