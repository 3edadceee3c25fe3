import type { Metric, SignalKind } from '../../contract/heard.ts'

/** What one value of one key says: readings, a signal while it holds, or that the signal it once gave is over. */
export interface Says {
  readonly readings?: Readonly<Partial<Record<Metric, number>>>
  readonly signal?: SignalKind
}

/** Why a key is heard and left: a command we never send, a secret of a keypad, a mere part of an action. */
export type IgnoredFor = 'command' | 'secret' | 'part-of-action'

/**
 * What a published key means. The same key is a number on one device and a word on another, so each sort of value has its line;
 * a sort without a line is a setting (kept in the device's life file). `words`: every known word; an unknown one is named to people.
 */
export interface Meaning {
  readonly number?: Metric
  readonly flag?: { readonly on: Says; readonly off: Says }
  readonly words?: Readonly<Record<string, Says>>
  readonly ignored?: IgnoredFor
}

const none: Says = {}
const words = (list: string, says: Says = none): Record<string, Says> =>
  Object.fromEntries(list.split(' ').map((word) => [word.replaceAll('~', ' '), says]))
const hazard = (metric: 'smoke' | 'gas' | 'co' | 'water'): Meaning => ({
  flag: { on: { readings: { [metric]: 1 }, signal: metric }, off: { readings: { [metric]: 0 } } },
})
const raises = (signal: SignalKind): Meaning => ({ flag: { on: { signal }, off: none } })
/** The key tells a good state: what is wrong is its being off. */
const wants = (signal: SignalKind): Meaning => ({ flag: { on: none, off: { signal } } })
const there: Says = { readings: { presence: 1 } }
const gone: Says = { readings: { presence: 0 } }
const moving: Says = { readings: { presence: 1, motion: 1 } }
const still: Says = { readings: { motion: 0 } }
const nobody: Says = { readings: { presence: 0, motion: 0 } }
const fault: Says = { signal: 'fault' }
const low: Says = { signal: 'battery-low' }
const sos: Says = { signal: 'sos' }
const smoke: Says = { readings: { smoke: 1 }, signal: 'smoke' }
const co: Says = { readings: { co: 1 }, signal: 'co' }
const gas: Says = { readings: { gas: 1 }, signal: 'gas' }
const wet: Says = { readings: { water: 1 }, signal: 'water' }
const setting: Meaning = {}
const secret: Meaning = { ignored: 'secret' }
const part: Meaning = { ignored: 'part-of-action' }

/** Keys that are settings, counters, versions or amounts nobody is alarmed by: kept in the device's life file as said. */
const settings = `
  abs_max_heat_setpoint_limit abs_min_heat_setpoint_limit absence_delay_timer action_angle action_from_side action_side action_to_side
  actual_order ai_interference_source_selfidentification ai_sensitivity_adaptive alarm_duration alarm_on_motion alarm_ring alarm_ringtone
  alarm_switch alarm_time alarm_volume alert_behaviour approach_distance aqi arm_delay_beep_sound arm_delay_time arm_mode armed
  auto_monitoring auto_off auto_on backlight backlight_mode bathroom bedroom beep_sound_enabled block_time breaker_mode breaker_status
  breathdistance_max breathdistance_min breathsensitivity brightness brightness_operations_mode brightness_steady_mode buzzer_manual_alarm
  buzzer_manual_mute carbon_monoxide_value check_meter child_lock close_valves_if_sensor_lost closest_detection_distance
  closest_target_distance co co_ppm color_hs compensation_coefficient configuration_gate configured_regions control_sequence_of_operation
  count_wired_sensors countdown creep_switch current day_irrigation_set day_irrigation_switch debug_switch delay delay_time
  demand_formatting departure_delay detection_area detection_delay detection_distance detection_distance_max detection_distance_min
  detection_method detection_range device_control device_temperature dis_current distance distance_report divisor duration_of_absence
  duration_of_attendance eco2 energy entry_distance_indentation entry_filter_time entry_sensitivity error_code fading_time
  fall_detection_settings fall_sensitivity fallback_order far_movement_sensitivity far_presence_sensitivity fault_state find_switch
  floor_washing_mode flow friday gas_density gas_value group_id halo_hush_state hardware_version heartbeat heartbeat_indicator
  heating_hysteresis hold_time humidity_calibration humidity_correction humidity_report_mode humidity_reporting_interval
  humidity_reporting_threshold hush_active identify idle_timeout illuminance_interval illuminance_report illuminance_threshold
  illuminance_treshold_max illuminance_treshold_min indicator indicator_light induction_switch infrared init installation_height
  interconnectable interface_mode judge_logic keep_time keypad_lockout large_motion_detection_distance large_motion_detection_sensitivity
  largest_movement_detection_distance largest_presence_detection_distance led_disabled_night led_indicator led_mode led_state
  light_linkage light_mode light_report_mode light_reporting_interval light_reporting_threshold light_sampling light_sampling_period
  light_switch link_available linkage_alarm living_room local_temperature_calibration location_x location_y low_water_temp_protection
  max_distance max_duration max_heat_setpoint_limit max_local_temperature_limit max_range maximum_range medium_motion_detection_distance
  medium_motion_detection_sensitivity metering_device_type micro_motion_detection min_distance min_heat_setpoint_limit
  min_local_temperature_limit minimum_range modbus_address mode monday monitoring_mode motion_detection_mode motion_detection_sensitivity
  motion_sensitivity motion_speed move_detect move_sensitivity move_threshold movedistance_max movedistance_min movement_timeout
  movesensitivity muffling multiplier muted near_movement_sensitivity near_presence_sensitivity nearest_target_gate nobody_time
  noise_collect_status occupancy_distance occupied_heating_setpoint order_number_supported order_scrolling_mode order_timer output_mode
  pilot_wire_relay_mode position position_percent power_failure_mode power_off_state power_on_behavior power_outage_count
  power_outage_memory pre_alarm pre_order_timer preheat preheating presence_delay presence_illuminance_switch presence_sensitivity
  presence_switch presence_threshold presence_timeout pressure produced_energy programming_operation_mode pulse_configuration
  quick_arm_enabled quick_disarm_enabled quick_home_enabled quick_sos_enabled radar radar_id radar_mode radar_range radar_scene
  radar_sensitivity radar_switch reboot_count rejoin_count relay relay_delay relay_mode relay_off_trigger relay_switch
  relay_switches_count_1 remote_sensor_timeout remote_temperature remote_temperature_calibration reported_packages resets_count
  restore_factory restore_factory_setting restore_reports rf_sensor_count ringtone room rtc_status running_mode running_state saturday
  scan_environment scan_result scene_mode scene_switch schedule_end_time schedule_start_time secure self_checking self_learning
  sensitivity sensor_mode sensor_type serial_number set_detection_distance set_max_co_alarm set_max_gas_alarm shield_range
  shielding_sensor_detection side silence silence_siren silent_mode single_irrigation_set single_irrigation_switch
  siren_for_automation_only siren_state sleep small_detection_distance small_detection_sensitivity small_motion_detection_distance
  small_motion_detection_sensitivity smoke_concentration smoke_density smoke_density_dbm smoke_level smoke_unit soft_version speed_report
  state_reversal static_detection_distance static_detection_sensitivity static_sensitivity status_antifrost status_heat_inefficient
  status_indication status_invalid_time summation_delivered summation_formatting sunday supervision_reports switch_actions switch_mode
  switch_night_light switch_relay_on_alarm switch_relay_on_valve_closing switch_type system_mode target_countdown target_distance
  target_velocity temp_and_humidity_sampling temp_and_humidity_sampling_period temp_reporting_interval temp_reporting_mode
  temp_reporting_threshold temp_unit temperature_calibration temperature_correction temperature_offset temperature_threshold
  temperature_unit temporary_mute test_mode test_mode_timeout threshold thursday timer_unit trigger_count trigger_hold tuesday
  tumble_alarm_time tumble_switch type uart_baud_rate unit_of_measure unmanned_duration upper_current_threshold uptime user_last_seen
  voltage warming_up water_consumed water_consumed_last water_consumed_total water_leak_alarm_control water_temp_alarm_max
  water_temp_alarm_min water_temp_alarm_switch water_temperature water_volume_alarm_set water_volume_alarm_switch weather_delay wednesday
  wired_sensor_count wired_sensor_feedback wireless_sensor_pairing zone_assignment zone_count linkquality last_seen update_available
  update device
`
/** Keys a gateway only takes (writing); never a fact about a home. */
const commands = `
  alarm_reset beep buzzer clear_weekly_schedule duration force_open gas_counter_set hush level pilotwire_set_order pilotwire_toggle_order
  region_id relaunch_ble_advert reset_nopresence_status reset_to_factory_settings restart_device selftest spatial_learning
  start_noise_collect strobe strobe_duty_cycle strobe_level test_cycle track_target_distance trigger_selftest unit_summation zones
`
const listed = (list: string, meaning: Meaning): [string, Meaning][] =>
  list
    .trim()
    .split(/\s+/)
    .map((key) => [key, meaning])

/**
 * ONE table from the keys that Zigbee gateways publish (Zigbee2MQTT's names) to our metrics and signals.
 * Every key and word of the 180 safety devices of fixtures/zigbee-safety-devices.jsonl is here; the test walks them all.
 */
const table: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...listed(settings, setting),
  ...listed(commands, { ignored: 'command' }),
  ...listed('user_id admin_code last_added_user_code action_code', secret),
  ...listed('action_zone action_transaction', part),
  // said more plainly by the device's own smoke and carbon_monoxide keys; `alarm` is a switch on all but the models below
  ...listed('alarm alarm_state linkage_alarm_state', setting),
  ['smoke', hazard('smoke')],
  ['gas', hazard('gas')],
  ['carbon_monoxide', hazard('co')],
  ...listed('water_leak active_water_leak water_volume_alarm', hazard('water')),
  ...listed('sos sos_alarm', raises('sos')),
  ['tamper', raises('tamper')],
  ['battery_low', raises('battery-low')],
  ...listed(
    'fault_alarm trouble end_of_life emergency_no_load emergency_overcurrent emergency_overheat sensor_error_local_disconnected sensor_error_remote_disconnected sensor_error_short_circuit water_temp_alarm',
    raises('fault'),
  ),
  [
    'fault',
    { ...raises('fault'), words: { ...words('none'), ...words('fault serious_fault sensor_fault probe_fault power_fault', fault) } },
  ],
  // the button of the detector, or its test bit: the monthly test. The word 'test' is the command's echo
  ...listed('testing test_in_progress test_alarm', raises('test-call')),
  ['test', { ...raises('test-call'), words: words('test') }],
  ...listed('presence occupancy', { flag: { on: there, off: gone } }),
  ['contact', { flag: { on: { readings: { door: 0 } }, off: { readings: { door: 1 } } } }],
  ['vibration', { flag: { on: { readings: { motion: 1 } }, off: still } }],
  ['mains_power_connected', { flag: { on: { readings: { mains: 1 } }, off: { readings: { mains: 0 }, signal: 'power-lost' } } }],
  // an arrival tag taken out of its cradle: no outage
  ['power_state', { flag: { on: { readings: { mains: 1 } }, off: { readings: { mains: 0 } } } }],
  ['battery', { number: 'battery' }],
  ['humidity', { number: 'humidity' }],
  ['illuminance', { number: 'illuminance' }],
  ...listed('temperature local_temperature', { number: 'room-temperature' }),
  ['breathing_rate', { number: 'respiration' }],
  [
    'power',
    {
      number: 'power',
      words: {
        ...words('unknown'),
        ...words('mains~(single~phase) mains~(3~phase)', { readings: { mains: 1 } }),
        ...words('battery', { readings: { mains: 0 } }),
      },
    },
  ],
  [
    'action',
    {
      words: {
        ...words('panic emergency sos', sos),
        ...words(
          'disarm arm_all_zones arm_away arm_day_zones arm_home arm_night_zones arm_partial_zones arm_stay away home sleep entry_delay exit_delay identify',
        ),
        ...words('on off toggle single_click double_click long_press scene_1 scene_2 scene_3 scene_4 scene_5 scene_6 scene_7 scene_8'),
        // a die to play with: its `fall` is the die's
        ...words('fall shake throw wakeup tap slide flip90 flip180 rotate_left rotate_right'),
        ...words('region_*_enter region_*_occupied', there),
        // one region being empty does not say that the room is
        ...words('region_*_leave region_*_unoccupied'),
      },
    },
  ],
  ...listed('battery_state battery_level', { words: { ...words('low', low), ...words('middle medium high USB') } }),
  ['co_state', { words: { alarm: co, normal: { readings: { co: 0 } } } }],
  ['gas_sensor_state', { words: { alarm: gas, normal: { readings: { gas: 0 } } } }],
  ['smoke_state', { words: { alarm: smoke, ...words('normal none', { readings: { smoke: 0 } }), ...words('unknown detecting') } }],
  ['water_leakage_state', { words: { water_leakage_yes: wet, water_leakage_no: { readings: { water: 0 } } } }],
  [
    'halo_alert_state',
    {
      words: {
        safe: { readings: { smoke: 0, co: 0 } },
        ...words('pre_smoke smoke interconnect_smoke', smoke),
        ...words('carbon_monoxide interconnect_carbon_monoxide', co),
        ...words('low_battery very_low_battery', low),
        ...words('failed_battery end_of_life', fault),
        ...words('co_test smoke_test', { signal: 'test-call' }),
        ...words('weather silenced other'),
      },
    },
  ],
  [
    'halo_test_result',
    {
      words: { ...words('idle running success'), ...words('fail_co fail_ion fail_other fail_photo fail_temperature fail_weather', fault) },
    },
  ],
  ['fall_down_status', { words: { none, ...words('fall maybe_fall', { readings: { presence: 1 }, signal: 'fall' }) } }],
  [
    'status',
    {
      words: {
        Ok: { readings: { water: 0 } },
        ...words('Sensor~detected', wet),
        ...words('Sensor~lost Short~circuit', fault),
        unoccupied: nobody,
        ...words('occupied sitting low_posture', there),
        on_the_bed: { readings: { presence: 1, bed: 1 } },
        falling: { readings: { presence: 1 }, signal: 'fall' },
      },
    },
  ],
  ['state', { words: { none: nobody, presence: there, move: moving, ...words('system_is_armed system_is_disarmed ON OFF') } }],
  ['sensor', { words: { occupied: there, unoccupied: gone, ...words('on off') } }],
  [
    'motion_state',
    {
      words: {
        none: nobody,
        ...words('static', { readings: { presence: 1, motion: 0 } }),
        ...words('small medium large near far', moving),
      },
    },
  ],
  [
    'human_motion_state',
    { words: { none: nobody, static: { readings: { presence: 1, motion: 0 } }, ...words('small large active', moving) } },
  ],
  ['movement', { words: { movement: moving, no_movement: still, no_presence: nobody, ...words('unknown_0 unknown_1') } }],
  ['motion_direction', { words: { standing_still: still, ...words('moving_forward moving_backward', moving) } }],
  [
    'presence_event',
    { words: { ...words('enter left_enter right_enter approach away', moving), ...words('leave left_leave right_leave', gone) } },
  ],
  ['last_time', { words: { pir: moving, none: still } }],
  ...listed('checking_result self_test self_test_result test_alarm_result', {
    words: { ...words('check_failure failure comm_fault radar_fault', fault), ...words('checking check_success success others') },
  }),
  [
    'chamber_contamination',
    { words: { ...words('critical_contamination', fault), ...words('normal light_contamination medium_contamination') } },
  ],
  ['endoflife', { words: { expired: fault, ...words('normal expires_soon') } }],
  ['reliability', { words: { no_fault_detected: none, ...words('unreliable_other process_error', fault) } }],
  ['static_dwell_alarm', { words: { alarm: { signal: 'stay' }, ...words('none normal no_alarm') } }],
])

const numbered: readonly (readonly [RegExp, Meaning])[] = [
  [/^(channel|input)_\d+_leak_detect$/, hazard('water')],
  [/^water_leak_alarm_\d$/, hazard('water')],
  [/^carbon_monoxide_alarm_\d$/, hazard('co')],
  [/^channel_\d+_battery_low$/, raises('battery-low')],
  [/^(channel_\d+_connection_control|input_\d+_wire_break_control)$/, wants('fault')],
  [/^valve_\d_status$/, { words: { ...words('Ok Unknown'), ...words('Open~circuit Valve~stuck', fault) } }],
  [
    /^(input_\d+_(config|divisor|multiplier|water_meter)|gate_enable_\d+|electric_valve_connection_out\d|switch_\d|button_clicks_count_\d)$/,
    setting,
  ],
]

/** Models on which a key means something of its own. */
const ofModel: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  // a heat alarm has no smoke key; heat is a fire to whoever answers
  'HM-5HA-E': { alarm: hazard('smoke') },
}

/** What the key means on this model; null: nobody has said yet. A key of one endpoint (`state_l1`) means what the key means. */
export function findMeaning(key: string, model: string | null = null): Meaning | null {
  const own = model === null ? undefined : ofModel[model]?.[key]
  const known = own ?? table.get(key) ?? numbered.find(([shape]) => shape.test(key))?.[1]
  if (known) return known
  const bare = key.replace(/_(l\d+|left|right|center|top|bottom|zone_\d+|\d+)$/, '')
  return bare === key ? null : (table.get(bare) ?? null)
}
